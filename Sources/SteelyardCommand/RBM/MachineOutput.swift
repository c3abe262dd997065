import ArgumentParser

/// The names of files that the commands about machines write.
enum MachineOutput {
  /// Throws unless `path` has a name in front of `ending`.
  static func validate(_ path: String, option: String = "--output", ending: String) throws {
    guard path.hasSuffix(ending), path != ending, !path.hasSuffix("/\(ending)") else {
      throw ValidationError("\(option) must end in \(ending).")
    }
  }

  /// The file beside `path` that has `ending` in place of the last four characters, ".npz" or ".npy".
  static func path(beside path: String, ending: String) -> String {
    String(path.dropLast(4)) + ending
  }
}
