import ArgumentParser
import BatchRuns
import Console
import Reporting

/// What the commands share that are about nothing but a run: its units, and where the reports go.
struct RunOptions: ParsableArguments {
  @OptionGroup var units: UnitOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Directory for the reports (default: the run directory).", valueName: "directory"))
  var output: String?

  @Flag(help: "Print one JSON document.")
  var json = false

  /// Computes or lists what the options ask for.
  ///
  /// - Returns: whether a report is wanted.
  /// - Throws: the exit status where units are left.
  func perform<Parameters>(
    on directory: RunDirectory<Parameters>, command: CommandLineText
  ) async throws -> Bool {
    try await units.perform(on: directory, isJSON: json, command: command) {
      $0.attached("--output", output).flag("--json", json)
    }
  }
}
