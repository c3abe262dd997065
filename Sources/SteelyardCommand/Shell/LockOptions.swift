import ArgumentParser
import Console
import Storage

/// What is done where another process makes the same file, shared by the commands that make one.
struct LockOptions: ParsableArguments {
  @Flag(help: "End at once where another process makes the same file, with status 75.")
  var noWait = false

  /// What the option asks for. Whom it waits for, a process says whether or not somebody sits before it.
  var waiting: OutputLock.Waiting {
    noWait
      ? .refused
      : .announced { message in
        Terminal.showProgress(nil)
        StandardError.write("\(message) (--no-wait ends at once)\n")
      }
  }
}
