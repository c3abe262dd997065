import ArgumentParser
import Checks
import Comparisons
import Console
import DataFiles
import Foundation
import Judgement
import References
import Reporting
import SpinSystems
import Studies

/// `steelyard assess FILE… --temperature T [--total-spin S]`
struct AssessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess",
    abstract: "Weighs files of samples: may they stand in for Monte Carlo?",
    usage: """
      steelyard assess <file> ... --temperature <T> [--total-spin <S>]
                       [<options>]
      """,
    discussion: """
      Reads .npy, .npz, .csv or .txt files of spins (±1 or 0/1; [n, L, L], [n, L²] or [n, 1, L, L]), \
      holds them against the exact distribution of the ensemble, or a sampled one, prints a table and writes a report \
      to reports/NAME/, or to --output. Several files get a report each; the exit status is the worst.
      """)

  @Argument(help: ArgumentHelp("Files of samples; - is standard input.", valueName: "file"))
  var files: [String]

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Temperature in units of J/k_B, or fit: the one that their mean energy implies.",
      valueName: "T"))
  var temperature: TemperatureChoice

  @Option(parsing: .unconditional, help: EnsembleOptions.totalSpinHelp)
  var totalSpin: Int?

  @Option(help: ArgumentHelp("The array to read from an .npz archive.", valueName: "name"))
  var array: String?

  @Option(help: ArgumentHelp("The size of a configuration, where a file fits two.", valueName: "L"))
  var size: Int?

  @Option(
    help: ArgumentHelp(
      "exact, monte-carlo, or a file of samples that are taken as the truth "
        + "(default: exact, or monte-carlo where no exact reference is known).",
      valueName: "reference"),
    transform: ReferenceChoice.init(argument:))
  var reference: ReferenceChoice?

  @Option(help: "What a model was trained on: are the samples nearer to it than fresh ones?")
  var training: String?

  @OptionGroup var likelihood: LikelihoodOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Configurations of a Monte Carlo reference.", valueName: "n"))
  var referenceCount: Int = Reference.monteCarloCount

  @Flag(help: "Claim that successive samples are independent, and have that checked.")
  var independent = false

  @Flag(help: "Add checks that take seconds: a network and a kernel that look for any difference.")
  var thorough = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The number of independent draws that the samples are worth, where their order was lost.",
      valueName: "n"))
  var effectiveCount: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The chain's integrated autocorrelation time, in samples as they were before a shuffle.",
      valueName: "τ"))
  var tau: Double?

  @Option(
    help: ArgumentHelp(
      "A file of --write-baseline to compare with: fail only where a check got worse.",
      valueName: "file"))
  var baseline: String?

  @Option(help: "Keep the statistics of these samples here, for later use as --baseline.")
  var writeBaseline: String?

  @Option(help: "Why these samples take the place of those in an existing baseline; kept in it.")
  var reason: String?

  @OptionGroup var options: WeighingOptions

  func validate() throws {
    guard referenceCount >= 2 else {
      throw ValidationError("--reference-count must be at least 2.")
    }
    do {
      _ = try correlation
    } catch {
      throw ValidationError("--effective-count, --tau: \(error).")
    }
    if independent, effectiveCount != nil || tau != nil {
      throw ValidationError("--independent contradicts --effective-count and --tau.")
    }
    if reason != nil, writeBaseline == nil {
      throw ValidationError("--reason goes with --write-baseline.")
    }
    if files.count > 1, baseline != nil || writeBaseline != nil {
      throw ValidationError("A baseline goes with one file of samples.")
    }
  }

  func run() async throws {
    try await reportingErrors {
      let earlier = try baseline.map { (baseline: try Baseline.read($0), name: $0) }
      let kept = try writeBaseline.map { try BaselineFile(path: $0) }
      if let kept, kept.existing != nil, reason == nil {
        throw BaselineError("exists; --reason says why it is to be replaced", source: kept.path)
      }
      var weighed: [WeighedSamples] = []
      for file in files {
        Terminal.showProgress("weighing \(file) …")
        weighed.append(try weigh(file, since: earlier))
      }
      let reports = weighed.map(\.report)
      Terminal.showProgress("writing …")
      let next = try kept?.successor(weighed[0].baseline!, because: reason)
      let output = AssessmentFiles(of: files, output: options.output, formats: options.format)
      let paths = try await output.write(reports, next, in: kept)
      Terminal.showProgress(nil)
      let table = TerminalTable(width: Terminal.tableWidth, color: Terminal.usesColor)
      try StandardOutput.write(
        options.json
          ? JSONReport.encode(reports)
          : output.text(of: reports, in: table, paths: paths, baseline: writeBaseline))
      let verdict = reports[0].comparison?.verdict ?? .overall(reports.map(\.verdict))
      if let code = ExitStatus.code(for: verdict) { throw code }
    }
  }

  private var correlation: StatedCorrelation? {
    get throws { try StatedCorrelation(effectiveCount: effectiveCount, integratedTime: tau) }
  }

  private func weigh(
    _ file: String, since earlier: (baseline: Baseline, name: String)?
  ) throws -> WeighedSamples {
    let loaded = try SampleFile.read(file, array: array, size: size)
    let (claimed, error) = try temperature.ensemble(
      of: loaded.samples, totalSpin: totalSpin, stating: correlation)
    var assessment = Assessment(
      against: try ReferenceChoice.reference(
        reference, for: claimed, count: referenceCount, seed: options.seed
      ) { Terminal.showProgress($0) },
      decisionRule: options.decisionRule,
      claimsIndependence: independent,
      stating: try correlation,
      seed: options.seed,
      checks: allChecks + (thorough ? thoroughChecks : [])
        + (likelihood.files.isEmpty ? [] : likelihoodChecks))
    try likelihood.files.read(besides: file, count: loaded.samples.count, into: &assessment)
    assessment.fittedTemperatureError = error
    assessment.training = try training.map { try SampleFile.read($0, size: size).samples }
    do {
      return try assessment.weigh(
        loaded.samples, subject: file, since: earlier, keepsBaseline: writeBaseline != nil,
        notes: ["\(loaded.format); values \(loaded.encoding)."] + loaded.notes,
        command: command(for: file))
    } catch let error as BaselineError {
      throw BaselineError(error.problem, source: earlier?.name)
    }
  }

  /// The command that makes the report on `file` again.
  private func command(for file: String) -> String {
    CommandLineText("assess")
      .option("--temperature", temperature.description)
      .option("--total-spin", totalSpin)
      .attached("--array", array)
      .option("--size", size)
      .attached("--reference", reference?.argument)
      .attached("--training", training)
      .attached("--log-probability", likelihood.logProbability)
      .attached("--log-weights", likelihood.logWeights).attached("--probe", likelihood.probe)
      .attached("--probe-log-probability", likelihood.probeLogProbability)
      .option("--reference-count", referenceCount, unless: Reference.monteCarloCount)
      .option("--standard", options.standard.rawValue, unless: DecisionRule.Standard.exact.rawValue)
      .flag("--independent", independent)
      .flag("--thorough", thorough)
      .option("--effective-count", effectiveCount)
      .option("--tau", tau)
      .option(
        "--false-alarm-rate", options.falseAlarmRate, unless: DecisionRule.defaultFalseAlarmRate
      )
      .attached("--baseline", baseline)
      .option("--seed", options.seed)
      .text(files: [file])
  }
}
