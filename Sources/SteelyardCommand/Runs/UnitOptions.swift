import ArgumentParser
import BatchRuns
import Console
import Foundation
import Programs
import Reporting
import Statistics
import Storage

extension Shard: ExpressibleByArgument {}

/// A time as people and schedulers write it.
struct TimeSpan: ExpressibleByArgument {
  let seconds: Double

  init?(argument: String) {
    guard let seconds = DurationText.seconds(of: argument) else { return nil }
    self.seconds = seconds
  }
}

/// Which units of a run are computed and until when, shared by the commands that have a run directory.
struct UnitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The run directory, which keeps finished units (default: that of the reports).",
      valueName: "directory"))
  var run: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Units to compute at once (default: one a core).", valueName: "n"))
  var jobs: Int?

  @Flag(help: "List the units, number and name, and compute nothing.")
  var listUnits = false

  @Flag(
    help:
      "With --list-units: a whole command a line for each unit that is left, for xargs and arrays.")
  var commands = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Compute the unit of this number, and no report.", valueName: "k"))
  var unit: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Compute one of n shares of the units, of about the same cost, from 0/n to (n-1)/n, and no report.",
      valueName: "i/n"))
  var shard: Shard?

  @Flag(help: "Compute no unit; make the reports from what is there and list what is missing.")
  var reduce = false

  @Option(
    help: ArgumentHelp(
      "Begin no unit after this time, such as 55m or 1:30:00; status 75 if some are left.",
      valueName: "time"))
  var deadline: TimeSpan?

  @Option(
    help: ArgumentHelp(
      "Print a script that computes the units by \(BatchSystem.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "system"))
  var emit: BatchSystem?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Jobs of --emit (default: so many that each has five minutes of work, at most 100).",
      valueName: "n"))
  var shares: Int?

  @Flag(
    help: "Leave units that another process is at, with status 75, instead of waiting for them.")
  var noWait = false

  func validate() throws {
    guard run != "" else { throw ValidationError("--run needs the name of a directory.") }
    guard (1...Shard.mostShares).contains(shares ?? 1), shares == nil || emit != nil else {
      throw ValidationError("--shares goes with --emit and is from 1 to \(Shard.mostShares).")
    }
    guard [listUnits, emit != nil, unit != nil, shard != nil, reduce].count(where: \.self) <= 1
    else {
      throw ValidationError(
        "--list-units, --emit, --unit, --shard and --reduce exclude each other.")
    }
    guard !(listUnits || reduce) || deadline == nil && !noWait else {
      throw ValidationError("--deadline and --no-wait go with units that are computed.")
    }
    guard !commands || listUnits else {
      throw ValidationError("--commands goes with --list-units.")
    }
    guard (1...Self.mostJobs).contains(jobs ?? 1) else {
      throw ValidationError("--jobs must be at least 1 and at most \(Self.mostJobs).")
    }
  }

  private static let mostJobs = 1024

  /// Whether any of these options was given.
  var areGiven: Bool {
    run != nil || jobs != nil || listUnits || unit != nil || shard != nil || reduce
      || deadline != nil || emit != nil || noWait
  }

  /// Computes or lists what the options ask for.
  ///
  /// - Parameters:
  ///   - directory: the run.
  ///   - isJSON: whether one document is printed.
  ///   - usualJobs: how many units are computed at once where the options do not say.
  ///   - command: the command line on the run, to which the number of a unit is added.
  ///   - files: the files of that line.
  ///   - reducing: the same line with the options that say where the reports go.
  /// - Returns: whether a report is wanted.
  /// - Throws: the exit status where units are left.
  func perform<Parameters>(
    on directory: RunDirectory<Parameters>, isJSON: Bool,
    usualJobs: Int = ProcessInfo.processInfo.activeProcessorCount, command: CommandLineText,
    files: [String] = [], reducing: (CommandLineText) -> CommandLineText
  ) async throws -> Bool {
    func finish(_ units: [(index: Int, unit: any UnitOfWork)]) async throws {
      let runner = UnitRunner(
        directory, jobCount: jobs ?? usualJobs, waitsForOthers: !noWait)
      let outcome = try await compute(units, by: runner, isJSON: isJSON)
      guard case .stopped(let left) = outcome else { return }
      StandardError.write(
        "\(left) of \(units.count) units are left; the same command goes on with them.\n")
      throw ExitStatus.moreToDo
    }
    let line = command.option("--run", directory.path)
    let program = CommandLine.arguments[0]
    if let emit {
      let script = script(for: directory) { change in
        change(line).text(files: files, program: program)
      } reduce: {
        reducing(line).flag("--reduce", true).text(files: files, program: program)
      }
      if let objection = script.objection(of: emit) {
        throw ValidationError("--emit \(emit.rawValue) is not possible with \(objection).")
      }
      try StandardOutput.write(script.text(for: emit))
    } else if commands {
      for (index, _) in directory.unfinishedUnits {
        try StandardOutput.write(
          line.option("--unit", index).text(files: files, program: program) + "\n")
      }
    } else if listUnits {
      try StandardOutput.write(directory.listing(asJSON: isJSON))
    } else if let unit {
      try await finish([directory.unit(unit)])
    } else if let shard {
      try await finish(directory.units(in: shard))
    } else {
      if !reduce { try await finish(directory.units) }
      return true
    }
    return false
  }

  /// Whoever opens a run directory says for whom it waits.
  static let sayOpening: @Sendable (LockHolder?) -> Void = {
    say("the run directory", isHeldBy: $0)
  }

  private static func say(_ what: String, isHeldBy holder: LockHolder?) {
    Terminal.showProgress(nil)
    StandardError.write("\(what): \(holder.map { "\($0)" } ?? "another process") is at it\n")
  }

  /// The script that computes what is left of a run.
  private func script<Parameters>(
    for directory: RunDirectory<Parameters>,
    command: ((CommandLineText) -> CommandLineText) -> String, reduce: () -> String
  ) -> BatchScript {
    let secondsPerCost = directory.secondsPerCost
    let left = directory.unfinishedUnits.map { $0.unit.cost * secondsPerCost }
    let seconds = left.reduce(0, +)
    let usual = min(max(Int(seconds / 300), 1), 100)
    let count = shares ?? min(usual, max(left.count, 1))
    let end = Int(deadline?.seconds ?? 3300)
    return BatchScript(
      folder: FileManager.default.currentDirectoryPath, run: directory.path,
      share: command {
        $0.option("--jobs", jobs ?? 1).option("--deadline", "\(end)s")
          .option("--shard", "\(BatchScript.share)/\(count)")
      },
      list: command { $0.flag("--list-units", true).flag("--commands", true) },
      reduce: reduce(), shareCount: count, cores: jobs ?? 1,
      seconds: Double(end) + (left.max() ?? 0),
      amount: "\(left.count) of \(directory.units.count) units are left, about "
        + "\(DurationText.text(seconds: seconds)) of one core.")
  }

  /// Computes units, a line of output for each. The first signal to end is heeded at the edge of a unit, the second
  /// at once.
  private func compute<Parameters>(
    _ units: [(index: Int, unit: any UnitOfWork)], by runner: UnitRunner<Parameters>, isJSON: Bool
  ) async throws -> RunOutcome {
    let stop = StopRequest(from: deadline.map { .now + .seconds($0.seconds) })
    let interruption = Interruption { _ in
      if stop.isSaid { return .left }
      stop.demand()
      StandardError.write("ending when the units at hand are done; again to end at once\n")
      return .taken
    }
    defer {
      withExtendedLifetime(interruption) {}
      Terminal.showProgress(nil)
    }
    return try await onOwnThread {
      try runner.compute(units, until: stop) { event in
        switch event {
        case .progress(let finished, let total, let secondsLeft):
          let left = secondsLeft.map { ", about \(DurationText.text(seconds: $0)) left" } ?? ""
          Terminal.showProgress("\(finished) of \(total) units\(left)")
        case .finished(let unit, let index):
          Terminal.showProgress(nil)
          if !isJSON { try? StandardOutput.write("unit \(index): \(unit)\n") }
        case .heldElsewhere(let unit, _, let holder):
          Self.say(unit, isHeldBy: holder)
        case .replaced(_, _, let problem):
          Terminal.showProgress(nil)
          StandardError.write("\(problem)\n")
        }
      }
    }
  }
}
