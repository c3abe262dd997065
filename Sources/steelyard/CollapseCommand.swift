import ArgumentParser
import Checks
import FiniteSizeScaling
import Foundation
import Reporting
import SampleFiles

extension CollapseRun.MethodName: ExpressibleByArgument {}
extension ScalingData.Configurations: ExpressibleByArgument {}

/// A parameter that is held at a value or free.
struct FreeOrHeld: ExpressibleByArgument {
  /// Nil where it is free.
  let value: Double?

  init(value: Double?) { self.value = value }

  init?(argument: String) {
    if argument == "free" {
      value = nil
    } else {
      guard let number = Double(argument), number.isFinite else { return nil }
      value = number
    }
  }
}

/// `steelyard collapse FILE.csv`
struct CollapseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collapse",
    abstract: "Finds T_c, ν and a scaling dimension from curves of several sizes.",
    usage: "steelyard collapse <file> [--scaling-dimension <X>|free] [<options>]",
    discussion: """
      Reads lines of L, T, value, error (a header may name and order them; a column seed or \
      replicate lets the interval include them) and fits value = L^X f((T - T_c) L^(1/ν)) in a window \
      that is found from the data. The exit status is 0 where the curves collapse, 1 where χ² says \
      that they do not, 3 where the points determine no T_c or ν.
      """)

  @Argument(help: ArgumentHelp("The table; - is standard input.", valueName: "file"))
  var file: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "X, or free: 0 for a ratio or a network's output, -1/8 for |M| (default: 0).",
      valueName: "X"))
  var scalingDimension = FreeOrHeld(value: 0)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("T_c, or free (default: free).", valueName: "T"))
  var criticalTemperature = FreeOrHeld(value: nil)

  @Option(
    parsing: .unconditional, help: ArgumentHelp("ν, or free (default: free).", valueName: "nu"))
  var nu = FreeOrHeld(value: nil)

  @Flag(help: "The second column is β = 1/T, and so is the critical point.")
  var inverseTemperature = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Largest |T - T_c| L^(1/ν) of the points to use (default: found from χ²).", valueName: "w"))
  var window: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Degree of the polynomial f.", valueName: "degree"))
  var degree = 4

  @Option(
    help: "polynomial, quality (least S) or gaussian-process; the others are shown beside it.")
  var method: CollapseRun.MethodName = .polynomial

  @Option(help: "Whether seeds share their configurations or each has its own (independent).")
  var configurations: ScalingData.Configurations = .shared

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Resampled tables for the errors.", valueName: "n"))
  var replicates = 200

  @Option(help: "Seed of the random numbers.")
  var seed: UInt64 = Assessment.defaultSeed

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Directory for report.html, report.md, report.json and the figure.", valueName: "directory"))
  var output: String?

  @Flag(help: "Print one JSON document instead of the tables.")
  var json = false

  func validate() throws {
    guard (1...20).contains(degree) else {
      throw ValidationError("--degree must lie between 1 and 20.")
    }
    guard window.map({ $0 > 0 && $0.isFinite }) ?? true else {
      throw ValidationError("--window must be positive.")
    }
    guard nu.value.map({ $0 > 0 }) ?? true else {
      throw ValidationError("--nu must be positive, or free.")
    }
    guard (10...100_000).contains(replicates) else {
      throw ValidationError("--replicates must lie between 10 and 100000.")
    }
    guard criticalTemperature.value == nil || nu.value == nil || scalingDimension.value == nil
    else { throw ValidationError("Nothing is left to find: at least one parameter must be free.") }
  }

  func run() async throws {
    try await reportingErrors {
      let input = try CollapseFile(
        path: file, controlParameter: inverseTemperature ? .inverseTemperature : nil,
        configurations: configurations)
      let run = try analysis(of: input.data)
      let document = try JSONDocument.encode(CollapseDocument(run, command: command))
      let summary = run.summary(of: file, command: command)
      var paths: [String] = []
      if let output {
        Terminal.showProgress("writing …")
        paths = try await SummaryWriter().write(summary, json: document, to: output)
      }
      Terminal.showProgress(nil)
      var text = summary.terminalText(width: Terminal.tableWidth, color: Terminal.usesColor)
      for path in paths where path.hasSuffix(".html") { text += "report: \(shellQuoted(path))\n" }
      try StandardOutput.write(json ? document : text)
      if let code = ExitStatus.code(for: run.verdict) { throw code }
    }
  }

  /// The analysis; a table that cannot be collapsed is bad input, one that determines nothing is
  /// inconclusive, and either is said in one line.
  private func analysis(of data: ScalingData) throws -> CollapseRun {
    let question = CollapseRun.Question(
      held: HeldParameters(
        criticalPoint: criticalTemperature.value, nu: nu.value,
        scalingDimension: scalingDimension.value),
      degree: degree, halfWidth: window, method: method, replicates: replicates, seed: seed)
    let name = file == "-" ? "standard input" : file
    do throws(ScalingFitError) {
      return try CollapseRun(of: data, question) { Terminal.showProgress($0) }
    } catch .table(let error) {
      throw CollapseTableError(file: name, error: error)
    } catch {
      throw CollapseUndetermined(file: name, error: error)
    }
  }

  /// The command that does the analysis again.
  private var command: String {
    var words: [String] = []
    if scalingDimension.value != 0 {
      words.append("--scaling-dimension=\(scalingDimension.value.map { "\($0)" } ?? "free")")
    }
    if let value = criticalTemperature.value { words.append("--critical-temperature=\(value)") }
    if let value = nu.value { words.append("--nu=\(value)") }
    if inverseTemperature { words.append("--inverse-temperature") }
    if let window { words.append("--window=\(window)") }
    if degree != 4 { words.append("--degree=\(degree)") }
    if method != .polynomial { words.append("--method=\(method.rawValue)") }
    if configurations != .shared { words.append("--configurations=\(configurations.rawValue)") }
    if replicates != 200 { words.append("--replicates=\(replicates)") }
    words += ["--seed", "\(seed)"]
    return ShellWords.command(["collapse"], file: file, options: words)
  }
}

/// A fit that gives no number.
struct CollapseUndetermined: Error, CustomStringConvertible {
  let file: String
  let error: ScalingFitError

  var description: String { "\(file.printable()): inconclusive: \(error)" }
}
