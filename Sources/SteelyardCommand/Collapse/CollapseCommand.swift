import ArgumentParser
import Checks
import Console
import FiniteSizeScaling
import Foundation
import Judgement
import Reporting
import Storage
import Studies

extension CollapseMethodName: ExpressibleByArgument {}
extension ScalingData.Configurations: ExpressibleByArgument {}

/// `steelyard collapse FILE.csv …`
struct CollapseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collapse",
    abstract: "Finds T_c, ν and a scaling dimension from curves of sizes.",
    usage: """
      steelyard collapse <file> ... [--scaling-dimension <X>|free]
                         [<options>]
      """,
    discussion: """
      Reads lines of L, T, value, error from CSV, TSV or columns between blanks; several files are \
      one table. A header may name and order the columns; a column seed or replicate lets the \
      intervals include them. Fits value = L^X f((T - T_c) L^(1/ν)) in a window that is found from \
      the data.

      Exit status: 0 the curves collapse, 1 χ² says that they do not, 3 the points do not determine \
      T_c, ν or X, 65 input that is no such table.

      Example:
        steelyard collapse l10.csv l20.csv l40.csv --output report
      """)

  @Argument(help: ArgumentHelp("Files of the table; - is standard input.", valueName: "file"))
  var files: [String]

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "X, or free: 0 for a ratio or a network's output, -0.125 for |M|.",
      valueName: "X"))
  var scalingDimension = FreeOrHeld(value: 0)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("T_c, or free.", valueName: "T"))
  var criticalPoint = FreeOrHeld(value: nil)

  @Option(
    parsing: .unconditional, help: ArgumentHelp("ν, or free.", valueName: "nu"))
  var nu = FreeOrHeld(value: nil)

  @Flag(help: "The second column is β = 1/T, and so is the critical point.")
  var inverseTemperature = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Largest |T - T_c| L^(1/ν) of points to use (default: found from χ²).", valueName: "w"))
  var halfWidth: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Degree of the polynomial f (default: 4, or another that χ² accepts).", valueName: "degree"))
  var degree: Int?

  @Option(
    help: "polynomial, quality (least S) or gaussian-process; the others are shown beside it.")
  var method: CollapseMethodName = .polynomial

  @Option(help: "Whether seeds share their configurations or each has its own (independent).")
  var configurations: ScalingData.Configurations = .shared

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Resampled tables for the errors.", valueName: "n"))
  var replicates = Self.defaultReplicates

  @Option(help: "Seed of the random numbers.")
  var seed: UInt64 = Assessment.defaultSeed

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Directory for report.html, report.md, report.json and figure-1.svg.",
      valueName: "directory"))
  var output: String?

  @Flag(help: "Print one JSON document instead of the tables.")
  var json = false

  private static let defaultReplicates = 200

  func validate() throws {
    guard degree.map({ (1...12).contains($0) }) ?? true else {
      throw ValidationError("--degree must lie between 1 and 12.")
    }
    guard halfWidth.map({ $0 > 0 && $0.isFinite }) ?? true else {
      throw ValidationError("--half-width must be positive.")
    }
    guard nu.value.map({ (0.1...10).contains($0) }) ?? true else {
      throw ValidationError("--nu must lie between 0.1 and 10, or be free.")
    }
    guard scalingDimension.value.map({ abs($0) <= 10 }) ?? true else {
      throw ValidationError("--scaling-dimension must lie between -10 and 10, or be free.")
    }
    guard (10...10_000).contains(replicates) else {
      throw ValidationError("--replicates must lie between 10 and 10000.")
    }
    guard criticalPoint.value == nil || nu.value == nil || scalingDimension.value == nil else {
      throw ValidationError("Nothing is left to find: at least one parameter must be free.")
    }
    guard files.count(where: { $0 == "-" }) <= 1 else {
      throw ValidationError("Standard input can be read once only.")
    }
  }

  func run() async throws {
    try await reportingErrors {
      let input = try ScalingTableFiles(
        paths: files, controlParameter: inverseTemperature ? .inverseTemperature : nil,
        configurations: configurations)
      let report = try CollapseReport(
        on: input.data, named: ScalingTableFiles.name(of: files), question, command: command
      ) { Terminal.showProgress($0) }
      try await present(report)
      if let nothing = report.undetermined { throw nothing }
      if let code = ExitStatus.code(for: report.verdict) { throw code }
    }
  }

  private var question: CollapseQuestion {
    CollapseQuestion(
      held: HeldParameters(
        criticalPoint: criticalPoint.value, nu: nu.value,
        scalingDimension: scalingDimension.value),
      degree: degree, halfWidth: halfWidth, method: method, replicates: replicates, seed: seed,
      rejectionLevel: DecisionRule.defaultFalseAlarmRate)
  }

  /// Writes the report and prints what was found.
  private func present(_ report: CollapseReport) async throws {
    var paths: [String] = []
    if let output {
      Terminal.showProgress("writing …")
      paths = try await ReportWriter().write(report.summary, to: output)
    }
    Terminal.showProgress(nil)
    if json {
      try StandardOutput.write(report.summary.encoded ?? "")
    } else if report.undetermined == nil {
      var text = report.summary.terminalText(
        width: Terminal.tableWidth, color: Terminal.usesColor)
      for path in paths where path.hasSuffix(".html") { text += "report: \(shellQuoted(path))\n" }
      try StandardOutput.write(text)
    }
  }

  /// The command that does the analysis again.
  private var command: String {
    CommandLineText("collapse")
      .attached(
        "--scaling-dimension",
        scalingDimension.value == 0 ? nil : scalingDimension.defaultValueDescription
      )
      .attached("--critical-point", criticalPoint.value)
      .attached("--nu", nu.value)
      .flag("--inverse-temperature", inverseTemperature)
      .attached("--half-width", halfWidth)
      .attached("--degree", degree)
      .attached("--method", method.rawValue, unless: CollapseMethodName.polynomial.rawValue)
      .attached(
        "--configurations", configurations.rawValue,
        unless: ScalingData.Configurations.shared.rawValue
      )
      .attached("--replicates", replicates, unless: Self.defaultReplicates)
      .option("--seed", seed)
      .text(files: files)
  }
}
