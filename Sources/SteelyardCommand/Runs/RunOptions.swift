import ArgumentParser
import BatchRuns
import Console
import Foundation
import Statistics
import Storage

extension Shard: ExpressibleByArgument {}

/// How the units of a run are computed, shared by the commands that have a run directory.
struct RunOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The run directory (default: reports/COMMAND-SCALE).", valueName: "directory"))
  var run: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Directory for the reports (default: the run directory).", valueName: "directory"))
  var output: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Units to compute at once (default: one a core).", valueName: "n"))
  var jobs: Int?

  @Flag(help: "List the units, number and name, and compute nothing.")
  var listUnits = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Compute the unit of this number, and no report.", valueName: "k"))
  var unit: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Compute one of n shares of the units, from 0/n to (n-1)/n, and no report.",
      valueName: "i/n"))
  var shard: Shard?

  @Flag(help: "Compute no unit; make the reports from what is there and list what is missing.")
  var reduce = false

  @Flag(help: "Print one JSON document.")
  var json = false

  func validate() throws {
    guard [listUnits, unit != nil, shard != nil, reduce].count(where: \.self) <= 1 else {
      throw ValidationError("--list-units, --unit, --shard and --reduce exclude each other.")
    }
    guard jobs ?? 1 >= 1 else { throw ValidationError("--jobs must be at least 1.") }
  }

  /// Computes or lists what the options ask for.
  ///
  /// - Returns: whether a report is wanted.
  func perform<Parameters>(on directory: RunDirectory<Parameters>) throws -> Bool {
    if listUnits {
      try StandardOutput.write(directory.listing(asJSON: json))
    } else if let unit {
      try compute([directory.unit(unit)], of: directory)
    } else if let shard {
      try compute(directory.units(in: shard), of: directory)
    } else {
      if !reduce { try compute(directory.units, of: directory) }
      return true
    }
    return false
  }

  /// Computes units, a line of output for each where a report has not the last word.
  private func compute<Parameters>(
    _ units: [(index: Int, unit: any UnitOfWork)], of directory: RunDirectory<Parameters>
  ) throws {
    let runner = UnitRunner(
      directory, jobCount: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
    defer { Terminal.showProgress(nil) }
    try runner.compute(units) { [json] event in
      switch event {
      case .progress(let finished, let total, let secondsLeft):
        let left = secondsLeft.map { ", about \(DurationText.text(seconds: $0)) left" } ?? ""
        Terminal.showProgress("\(finished) of \(total) units\(left)")
      case .finished(let unit, let index):
        Terminal.showProgress(nil)
        if !json { try? StandardOutput.write("unit \(index): \(unit)\n") }
      }
    }
  }
}
