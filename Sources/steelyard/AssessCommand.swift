import ArgumentParser
import Checks
import Foundation
import Reporting
import SampleFiles
import SpinSystems
import Validation

extension DecisionRule.Standard: ExpressibleByArgument {}

/// `steelyard assess FILE… --temperature T [--total-spin S]`
struct AssessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess",
    abstract: "Weighs files of samples: may they stand in for Monte Carlo?",
    discussion: """
      Reads .npy, .npz, .csv or .txt files of spins (±1 or 0/1; [n, L, L], [n, L²] or [n, 1, L, L]), \
      holds them against the exact distribution of the ensemble, prints a table and writes a report \
      to reports/NAME/, or to --output. Several files get a report each; the exit status is the worst.
      """)

  @Argument(help: "Files of samples; - is standard input.")
  var files: [String]

  @OptionGroup var ensemble: EnsembleOptions

  @Option(help: "The array to read from an .npz archive.")
  var array: String?

  @Option(help: "exact: every proved difference fails; practical: not inside the tolerance.")
  var standard: DecisionRule.Standard = .exact

  @Flag(help: "Claim that successive samples are independent, and have that checked.")
  var independent = false

  @Option(help: "Probability that correct samples fail any check.")
  var falseAlarmRate: Double = DecisionRule.defaultFalseAlarmRate

  @Option(help: "Seed of the bootstraps and Monte Carlo p-values.")
  var seed: UInt64 = Assessment.defaultSeed

  @Option(help: "A report.json to compare with: fail only where a check got worse.")
  var baseline: String?

  @Option(help: "Write this report's JSON here, for later use as --baseline.")
  var writeBaseline: String?

  @Option(name: .shortAndLong, help: "Directory for the report files (default: reports/NAME).")
  var output: String?

  @Option(
    help: "Report files to write: json, markdown, html, junit, or none; comma-separated.",
    transform: ReportFormats.init)
  var format = ReportFormats.all

  @Flag(help: "Print one JSON document instead of the table.")
  var json = false

  func validate() throws {
    guard falseAlarmRate > 0, falseAlarmRate < 1 else {
      throw ValidationError("--false-alarm-rate must lie between 0 and 1.")
    }
    if files.count > 1, baseline != nil || writeBaseline != nil {
      throw ValidationError("A baseline goes with one file of samples.")
    }
  }

  func run() async throws {
    try await reportingErrors {
      let comparedWith = try baseline.map(Baseline.read)
      var reports: [Report] = []
      for file in files {
        Terminal.showProgress("weighing \(file) …")
        reports.append(try report(on: file))
      }
      Terminal.showProgress(nil)
      var comparisons: [BaselineComparison] = []
      if let comparedWith {
        comparisons = [try comparedWith.comparison(with: reports[0])]
        reports[0].notes.append(comparisons[0].summary)
      }
      let paths = try await write(reports)
      if json {
        // One report is an object, several are an array of them: one document either way.
        let documents = try reports.map { try JSONReport.encode($0) }
        print(
          documents.count == 1 ? documents[0] : "[\n\(documents.joined(separator: ","))]\n",
          terminator: "")
      } else {
        for report in reports {
          print(TerminalTable(color: Terminal.usesColor).render(report), terminator: "")
        }
        for path in paths where path.hasSuffix(".html") || paths.count <= 2 {
          print("report: \(path)")
        }
      }
      let verdicts = comparisons.isEmpty ? reports.map(\.verdict) : comparisons.map(\.verdict)
      if let code = ExitStatus.code(for: .overall(verdicts)) { throw code }
    }
  }

  private func report(on file: String) throws -> Report {
    let loaded = try SampleFile.read(file, array: array)
    let claimed = try ensemble.ensemble(size: loaded.samples.lattice.size)
    let assessment = Assessment(
      against: try .exact(claimed),
      decisionRule: DecisionRule(standard: standard, falseAlarmRate: falseAlarmRate),
      claimsIndependence: independent, seed: seed)
    return try assessment.report(
      on: loaded.samples, subject: file, notes: [loaded.format + "."] + loaded.notes,
      command: command(for: file))
  }

  /// The command that makes the report on `file` again.
  private func command(for file: String) -> String {
    var words = ["steelyard", "assess", file, "--temperature", "\(ensemble.temperature)"]
    if let totalSpin = ensemble.totalSpin { words += ["--total-spin", "\(totalSpin)"] }
    if let array { words += ["--array", array] }
    if standard != .exact { words += ["--standard", standard.rawValue] }
    if independent { words.append("--independent") }
    if falseAlarmRate != DecisionRule.defaultFalseAlarmRate {
      words += ["--false-alarm-rate", "\(falseAlarmRate)"]
    }
    words += ["--seed", "\(seed)"]
    return words.map(shellQuoted).joined(separator: " ")
  }

  /// Writes the report files and the new baseline; returns their paths.
  private func write(_ reports: [Report]) async throws -> [String] {
    var paths: [String] = []
    if !format.formats.isEmpty {
      let writer = ReportWriter(formats: format.formats)
      for (report, directory) in zip(reports, directories()) {
        paths += try await writer.write(report, to: directory)
      }
    }
    if let writeBaseline {
      try AtomicFile.write(try JSONReport.encode(reports[0]), to: writeBaseline)
      paths.append(writeBaseline)
    }
    return paths
  }

  /// One directory for each file: `--output` itself for one file, else a folder named for the file.
  private func directories() -> [String] {
    if let output, files.count == 1 { return [output] }
    var taken: [String: Int] = [:]
    return files.map { file in
      let name = file == "-" ? "standard-input" : URL(filePath: file).lastPathComponent
      let stem = (name as NSString).deletingPathExtension
      taken[stem, default: 0] += 1
      let number = taken[stem]!
      return "\(output ?? "reports")/\(stem)\(number == 1 ? "" : "-\(number)")"
    }
  }
}

/// The formats named by `--format`.
struct ReportFormats {
  var formats: [ReportFormat]

  static let all = ReportFormats(formats: ReportFormat.allCases)

  init(formats: [ReportFormat]) { self.formats = formats }

  init(_ argument: String) throws {
    let names = argument.split(separator: ",").map(String.init)
    if names == ["none"] {
      formats = []
      return
    }
    formats = try names.map { name in
      guard let format = ReportFormat(rawValue: name) else {
        let known = ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("'\(name)' is not a report format; wanted \(known) or none.")
      }
      return format
    }
  }
}

/// `word` as a POSIX shell needs it written.
private func shellQuoted(_ word: String) -> String {
  let plain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./+=:,".contains($0)) }
  return plain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'"
}
