import ArgumentParser
import BatchRuns
import Calibration
import Console
import Foundation
import Reporting
import Studies

extension CalibrationPlan.Scale: ExpressibleByArgument {}

/// `steelyard calibrate [PART…]`
struct CalibrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Weighs the checks themselves: false alarms, and what is caught of every fault.",
    discussion: """
      Parts: \(allCalibrationParts.map { "\($0.identifier): \($0.summary)" }.joined(separator: " "))

      The work is divided into units as that of `reproduce` is: it goes on where it was killed, and several \
      processes may share a run directory. Exit status: 0 if every declared rate holds, 1 if one is \
      broken, 3 if there are too few sets to tell or units are missing.
      """)

  @Argument(help: "The parts, by name (default: those of the run directory, or all).")
  var parts: [String] = []

  @Option(help: "smoke: minutes; full: hours.")
  var scale: CalibrationPlan.Scale = .smoke

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Configurations in a set that a fault is looked for in.", valueName: "n"))
  var count: Int = CalibrationPlan.usualCount

  @Option(help: "Seed of the random numbers.")
  var seed: UInt64 = Assessment.defaultSeed

  @OptionGroup var options: RunOptions

  func validate() throws {
    for name in parts where !allCalibrationParts.contains(where: { $0.identifier == name }) {
      let known = allCalibrationParts.map(\.identifier).joined(separator: ", ")
      throw ValidationError("'\(name)' is not a part of a calibration; wanted \(known).")
    }
    guard (100...1_000_000).contains(count) else {
      throw ValidationError("--count must be from 100 to 1000000.")
    }
  }

  func run() async throws {
    try await reportingErrors {
      let directory = try RunDirectory(
        options.units.run ?? "reports/calibration-\(scale.rawValue)",
        plan: CalibrationPlan(scale: scale, seed: seed, count: count),
        parts: allCalibrationParts.filter { parts.contains($0.identifier) },
        onWait: UnitOptions.sayOpening)
      guard try await options.perform(on: directory, command: command(["calibrate"])) else {
        return
      }
      let report = try CalibrationReport(directory, command: command(["calibrate"] + parts).text())
      StandardError.write(report.missing.map { "missing: \($0)\n" }.joined())
      let paths = try await ReportWriter().write(
        report.summary, to: options.output ?? directory.path)
      try RunTimes(directory).write(to: options.output ?? directory.path)
      try StandardOutput.write(
        options.json
          ? report.summary.encoded!
          : report.summary.terminalText(width: Terminal.tableWidth, color: Terminal.usesColor)
            + paths.map { "\($0)\n" }.joined())
      if let code = ExitStatus.code(for: report.summary.verdict) { throw code }
    }
  }

  private func command(_ words: [String]) -> CommandLineText {
    CommandLineText(words)
      .option("--scale", scale.rawValue)
      .option("--count", count, unless: CalibrationPlan.usualCount)
      .option("--seed", seed)
  }
}
