import ArgumentParser
import Checks
import Console
import FiniteSizeScaling
import Foundation
import Judgement
import Reporting
import Storage
import Studies

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
      one table. A header may name and order the columns: T may be β, p, g or any control \
      parameter, there may be a column for each size, and a column seed or replicate lets the \
      intervals include them. Fits value = L^X [f(x) + L^(-ω) g(x)], x = (T - T_c) L^(1/ν), and \
      averages over smallest sizes, windows, degrees and corrections.

      Exit status: 0 the curves collapse, 1 χ² says that they do not, 3 the points do not determine \
      T_c, ν or X, 65 input that is no such table.

      Example:
        steelyard collapse l10.csv l20.csv l40.csv --output report
      """)

  @Argument(help: ArgumentHelp("Files of the table; - is standard input.", valueName: "file"))
  var files: [String]

  @Option(
    parsing: .unconditional,
    help: "X, or free: 0 for a ratio or a network's output, -0.125 for |M|.")
  var scalingDimension = FreeOrHeld(value: 0)

  @Option(parsing: .unconditional, help: "T_c, or free.")
  var criticalPoint = FreeOrHeld(value: nil)

  @Option(parsing: .unconditional, help: "ν, or free.")
  var nu = FreeOrHeld(value: nil)

  @Option(
    parsing: .unconditional,
    help: "ω of corrections to scaling, free (there are some), none, or as the data ask.")
  var correctionExponent = CorrectionChoice.fromData

  @Option(help: "A column of values and its X, as in M:free; several are fitted together.")
  var observable: [ObservableChoice] = []

  @Option(help: "Columns by number, as in L=1,x=2,value=8,error=10.")
  var columns: ColumnAssignment?

  @Flag(help: "The second column is β = 1/T, and so is the critical point.")
  var inverseTemperature = false

  @Option(help: "Errors from the table's column, or none: from the scatter of the points.")
  var errors: CollapseErrors = .column

  @Option(help: "Covariance of the points' errors, in the order of the lines: a file.npy.")
  var covariance: String?

  @Option(
    parsing: .unconditional,
    help: "Largest |T - T_c| L^(1/ν) of points to use (default: all windows).")
  var halfWidth: Double?

  @Option(
    parsing: .unconditional, help: "Degree of the polynomial f (default: all from 2 to 8).")
  var degree: Int?

  @Option(
    help: "polynomial, quality (least S) or gaussian-process; the others are shown beside it.")
  var method: CollapseMethodName = .polynomial

  @Option(help: "Whether seeds share their configurations or each has its own (independent).")
  var configurations: ScalingData.Configurations = .shared

  @Option(parsing: .unconditional, help: "Resampled tables for the errors of other methods.")
  var replicates = Self.defaultReplicates

  @Option(help: "Seed of the random numbers.")
  var seed: UInt64 = Assessment.defaultSeed

  @Option(
    name: .shortAndLong, help: "Directory for report.html, report.md, report.json and figures.")
  var output: String?

  @Flag(help: "Print one JSON document instead of the tables.")
  var json = false

  private static let defaultReplicates = 200

  func validate() throws {
    func demand(_ isSo: Bool, _ text: String) throws {
      guard isSo else { throw ValidationError(text) }
    }
    let dimensions = ([scalingDimension] + observable.map(\.scalingDimension)).compactMap(\.value)
    try demand((1...12).contains(degree ?? 1), "--degree must lie between 1 and 12.")
    try demand(halfWidth.map { $0 > 0 && $0.isFinite } ?? true, "--half-width must be positive.")
    try demand(
      (0.1...10).contains(nu.value ?? 1), "--nu must lie between 0.1 and 10, or be free.")
    try demand(
      dimensions.allSatisfy { abs($0) <= 10 },
      "--scaling-dimension must lie between -10 and 10, or be free.")
    try demand(
      (10...10_000).contains(replicates), "--replicates must lie between 10 and 10000.")
    try demand(files.count { $0 == "-" } <= 1, "Standard input can be read once only.")
    try demand(
      observable.isEmpty || columns == nil,
      "--observable names columns of a header; --columns counts them.")
    try demand(
      observable.count < 2 || method == .polynomial,
      "Several observables are fitted by --method polynomial.")
    try demand(
      Set(observable.map(\.name)).count == observable.count, "--observable names a column twice.")
  }

  func run() async throws {
    try await reportingErrors {
      let input = try ScalingTableFiles(paths: files, request)
      let dimensions = observable.isEmpty ? [scalingDimension] : observable.map(\.scalingDimension)
      let report = try CollapseReport(
        on: input.observables(withDimensions: dimensions.map(\.value)),
        named: ScalingTableFiles.name(of: files), try question(about: input),
        tableNotes: input.notes, command: command, progress: Terminal.showProgress)
      try await present(report)
      if let nothing = report.undetermined { throw nothing }
      if let code = ExitStatus.code(for: report.verdict) { throw code }
    }
  }

  private var request: ScalingTableRequest {
    ScalingTableRequest(
      controlParameter: inverseTemperature ? .inverseTemperature : nil, columns: columns?.columns,
      observables: observable.isEmpty ? nil : observable.map(\.name),
      needsErrors: errors == .column, leavesOutZeroErrors: covariance == nil,
      configurations: configurations)
  }

  private func question(about input: ScalingTableFiles) throws -> CollapseQuestion {
    CollapseQuestion(
      criticalPoint: criticalPoint.value, nu: nu.value, degree: degree, halfWidth: halfWidth,
      correction: correctionExponent, method: method, replicates: replicates, seed: seed,
      rejectionLevel: DecisionRule.defaultFalseAlarmRate, hasErrors: errors == .column,
      covariance: try covariance.map { try ErrorCovariance(path: $0, for: input) })
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
    let first = CommandLineText("collapse")
      .attached("--scaling-dimension", scalingDimension, unless: FreeOrHeld(value: 0))
    return observable.reduce(first) { $0.attached("--observable", $1) }
      .attached("--critical-point", criticalPoint.value)
      .attached("--nu", nu.value)
      .attached("--correction-exponent", correctionExponent, unless: .fromData)
      .attached("--columns", columns)
      .flag("--inverse-temperature", inverseTemperature)
      .attached("--errors", errors, unless: .column)
      .attached("--covariance", covariance)
      .attached("--half-width", halfWidth)
      .attached("--degree", degree)
      .attached("--method", method.rawValue, unless: CollapseMethodName.polynomial.rawValue)
      .attached("--configurations", configurations, unless: .shared)
      .attached("--replicates", replicates, unless: Self.defaultReplicates)
      .option("--seed", seed)
      .text(files: files)
  }
}
