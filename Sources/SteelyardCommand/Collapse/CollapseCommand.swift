import ArgumentParser
import Checks
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

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "ω of corrections to scaling, free (there are some) or none.", valueName: "omega"))
  var correctionExponent = CorrectionOption.fromData

  @Option(
    help: ArgumentHelp(
      "A column of values and its X, as in M:free; several are fitted together.",
      valueName: "column:X"))
  var observable: [ObservableChoice] = []

  @Option(
    help: ArgumentHelp(
      "Columns by number, as in L=1,x=2,value=8,error=10.", valueName: "columns"))
  var columns: ColumnAssignment?

  @Flag(help: "The second column is β = 1/T, and so is the critical point.")
  var inverseTemperature = false

  @Option(help: "Errors from the table's column, or none: from the scatter of the points.")
  var errors: CollapseErrors = .column

  @Option(
    help: ArgumentHelp(
      "Covariance of the points' errors, in the order of the lines.", valueName: "file.npy"))
  var covariance: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Largest |T - T_c| L^(1/ν) of points to use (default: all windows).", valueName: "w"))
  var halfWidth: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Degree of the polynomial f (default: all from 2 to 8).", valueName: "degree"))
  var degree: Int?

  @Option(
    help: "polynomial, quality (least S) or gaussian-process; the others are shown beside it.")
  var method: CollapseMethodName = .polynomial

  @Option(help: "Whether seeds share their configurations or each has its own (independent).")
  var configurations: ScalingData.Configurations = .shared

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Resampled tables for the errors of other methods.", valueName: "n"))
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
    let dimensions = [scalingDimension] + observable.map(\.scalingDimension)
    guard dimensions.allSatisfy({ $0.value.map { abs($0) <= 10 } ?? true }) else {
      throw ValidationError("--scaling-dimension must lie between -10 and 10, or be free.")
    }
    guard (10...10_000).contains(replicates) else {
      throw ValidationError("--replicates must lie between 10 and 10000.")
    }
    guard files.count(where: { $0 == "-" }) <= 1 else {
      throw ValidationError("Standard input can be read once only.")
    }
    guard observable.isEmpty || columns == nil else {
      throw ValidationError("--observable names columns of a header; --columns counts them.")
    }
    guard observable.count < 2 || method == .polynomial else {
      throw ValidationError("Several observables are fitted by --method polynomial.")
    }
    guard Set(observable.map(\.name)).count == observable.count else {
      throw ValidationError("--observable names a column twice.")
    }
  }

  func run() async throws {
    try await reportingErrors {
      let input = try ScalingTableFiles(paths: files, request)
      let report = try CollapseReport(
        on: observables(of: input), named: ScalingTableFiles.name(of: files),
        try question(about: input), sizeNote: input.sizeNote, command: command
      ) { Terminal.showProgress($0) }
      try await present(report)
      if let nothing = report.undetermined { throw nothing }
      if let code = ExitStatus.code(for: report.verdict) { throw code }
    }
  }

  private var request: ScalingTableRequest {
    ScalingTableRequest(
      controlParameter: inverseTemperature ? .inverseTemperature : nil, columns: columns?.columns,
      observables: observable.isEmpty ? nil : observable.map(\.name),
      needsErrors: errors == .column, configurations: configurations)
  }

  private func observables(of input: ScalingTableFiles) -> [ScalingObservable] {
    input.observables.enumerated().map { place, entry in
      ScalingObservable(
        name: entry.name, data: entry.data,
        scalingDimension: observable.isEmpty
          ? scalingDimension.value : observable[place].scalingDimension.value)
    }
  }

  private func question(about input: ScalingTableFiles) throws -> CollapseQuestion {
    CollapseQuestion(
      criticalPoint: criticalPoint.value, nu: nu.value, degree: degree, halfWidth: halfWidth,
      correction: correctionExponent.choice, method: method, replicates: replicates, seed: seed,
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
    observable.reduce(
      CommandLineText("collapse")
        .attached(
          "--scaling-dimension",
          scalingDimension.value == 0 ? nil : scalingDimension.defaultValueDescription)
    ) { $0.attached("--observable", $1.text) }
    .attached("--critical-point", criticalPoint.value)
    .attached("--nu", nu.value)
    .attached("--correction-exponent", correctionExponent.text, unless: "")
    .attached("--columns", columns?.text)
    .flag("--inverse-temperature", inverseTemperature)
    .attached("--errors", errors.rawValue, unless: CollapseErrors.column.rawValue)
    .attached("--covariance", covariance)
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
