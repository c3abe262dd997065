import ArgumentParser
import Checks
import Comparisons
import Console
import DataFiles
import Foundation
import History
import Judgement
import Programs
import References
import Reporting
import SpinSystems
import Storage
import Studies

/// `steelyard assess FILE… --temperature T [--total-spin S]`
struct AssessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess",
    abstract: "Weighs files of samples: may they stand in for Monte Carlo?",
    usage: """
      steelyard assess <file> ... --temperature <T> [--total-spin <S>]
                       [<options>]
      steelyard assess <file>@<T> ... [<options>]
      steelyard assess <file> --temperature-array <name> [<options>]
      steelyard assess --generator <command> --size <L> --temperatures <list>
                       [<options>]
      """,
    discussion: """
      Reads .npy, .npz, .csv or .txt files of spins (±1 or 0/1; [n, L, L], [n, L²] or [n, 1, L, L]), \
      holds them against the exact distribution of the ensemble, or a sampled one, prints a table and writes a report \
      to reports/NAME/, or to --output. Several files get a report each; the exit status is the worst. Samples of several temperatures, by FILE@T, \
      labels or a program, are judged as one model and get a report over all as well.
      """)

  @Argument(
    help: ArgumentHelp(
      "Files of samples; - is standard input. FILE@T says its temperature.", valueName: "file"))
  var files: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Temperature in units of J/k_B, or fit: the one that their mean energy implies.",
      valueName: "T"))
  var temperature: TemperatureChoice?

  @OptionGroup var labelling: LabelOptions

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

  @Option(
    help: ArgumentHelp(
      "The largest effect of a check that is of no consequence, in its unit; may be repeated.",
      valueName: "check=x"), transform: ToleranceChoice.init(argument:))
  var tolerance: [ToleranceChoice] = []

  @Option(help: ArgumentHelp("Run this check and no others; may be repeated.", valueName: "check"))
  var only: [String] = []

  @Option(help: ArgumentHelp("Leave this check out; may be repeated.", valueName: "check"))
  var without: [String] = []

  // Its contents come before the other arguments; see SuiteArguments.
  @Option(
    help: ArgumentHelp("A file that says all this, as suite init writes one.", valueName: "file"))
  var suite: String?

  @OptionGroup var source: GeneratorOptions

  @Option(help: "Add what was found to this history of runs, for steelyard history.")
  var history: String?

  @Option(help: "What the run is called in the history, such as a commit.")
  var label: String?

  @OptionGroup var options: WeighingOptions

  @OptionGroup var units: UnitOptions

  func validate() throws {
    func demand(_ isSo: Bool, _ text: String) throws {
      guard isSo else { throw ValidationError(text) }
    }
    try demand(referenceCount >= 2, "--reference-count must be at least 2.")
    do {
      _ = try request.correlation
    } catch {
      throw ValidationError("--effective-count, --tau: \(error).")
    }
    do {
      _ = try CheckChoice(only: only, without: without)
    } catch {
      throw ValidationError("--only, --without: \(error).")
    }
    try demand(
      !independent || effectiveCount == nil && tau == nil,
      "--independent contradicts --effective-count and --tau.")
    try demand(label == nil || history != nil, "--label goes with --history.")
    try demand(reason == nil || writeBaseline != nil, "--reason goes with --write-baseline.")
    let program = source.generator != nil
    try demand(program != !files.isEmpty, "Samples come from files or from --generator.")
    try demand(!program || size != nil, "--generator needs --size.")
    let labels = labelling.labels
    let claims = [temperature != nil, labels != nil, source.temperatures != nil].count { $0 }
    try demand(
      claims <= 1 && (labels == nil || files.count == 1),
      "One option says the temperature, and labels are those of one file.")
    try demand(
      program || claims == 1 || files.contains(where: TemperatureFile.mayHaveTemperature),
      "Missing expected argument '--temperature <T>'")
    try demand(
      !program || temperature?.claim != nil || source.temperatures != nil,
      "--generator needs --temperature or --temperatures.")
    let doubled = isSingle ? files.first(where: TemperatureFile.namesTemperature) : nil
    try demand(
      doubled == nil,
      "\(doubled?.printable() ?? "") says its temperature, and so does --temperature.")
    try demand(
      isSingle
        || baseline == nil && writeBaseline == nil && training == nil && likelihood.files.isEmpty
          && effectiveCount == nil,
      "Baselines, --training, --effective-count and what a model says of its samples go with one temperature."
    )
    try demand(
      !source.untilDecided || baseline == nil && writeBaseline == nil && likelihood.files.isEmpty,
      "--until-decided goes without baselines and without what a model says of its samples.")
    try demand(
      !units.areGiven
        || baseline == nil && writeBaseline == nil && likelihood.files.isEmpty
          && !source.untilDecided && !files.contains("-"),
      "A run by units goes without baselines, --until-decided, standard input and what a model says of its samples."
    )
    try demand(
      files.count <= 1 || baseline == nil && writeBaseline == nil,
      "A baseline goes with one file of samples.")
  }

  /// Whether each file, or the program, is weighed at one temperature that is said for all.
  var isSingle: Bool { temperature != nil }

  func run() async throws {
    try await reportingErrors {
      // Before the work, so that a file that is no history is noticed at once.
      try history.map(HistoryFile.requireUsable)
      let earlier = try baseline.map { (baseline: try Baseline.read($0), name: $0) }
      let kept = try writeBaseline.map { try BaselineFile(path: $0) }
      if let kept, kept.existing != nil, reason == nil {
        throw BaselineError("exists; --reason says why it is to be replaced", source: kept.path)
      }
      let decision = try await source.decision(
        at: temperature, for: request, command: command(for: []),
        progress: { Terminal.showProgress($0) })
      if let decision { return try await present([decision], nil, in: nil) }
      if units.areGiven { return try await computeUnits() }
      var sittings = try sittings()
      if source.generator != nil { sittings = try await drawn(sittings) }
      guard isSingle else {
        return try await present(
          series.report(on: sittings) { Terminal.showProgress($0) })
      }
      var weighed: [WeighedSamples] = []
      for sitting in sittings {
        Terminal.showProgress("weighing \(sitting.subject) …")
        weighed.append(try weigh(sitting, since: earlier))
      }
      let next = try kept?.successor(weighed[0].baseline!, because: reason)
      try await present(weighed.map(\.report), next, in: kept)
    }
  }

  /// What a program draws for `sittings`, one call after the other, since it may want the whole machine.
  private func drawn(_ sittings: [Sitting]) async throws -> [Sitting] {
    try await onOwnThread {
      try sittings.map { sitting in
        Terminal.showProgress("drawing at T = \(sitting.temperature) …")
        return try sitting.loaded()
      }
    }
  }

  /// Writes the reports and the new baseline, adds to the history, prints, and ends with the verdict.
  func present(
    _ reports: [Report], _ next: Baseline? = nil, in kept: BaselineFile? = nil,
    isComplete: Bool = true
  ) async throws {
    Terminal.showProgress("writing …")
    let paths = try await outputFiles.write(reports, next, in: kept)
    try remember(reports)
    let table = TerminalTable(width: Terminal.tableWidth, color: Terminal.usesColor)
    try StandardOutput.write(
      options.json
        ? JSONReport.encode(reports)
        : outputFiles.text(of: reports, in: table, paths: paths, baseline: writeBaseline))
    let verdict =
      reports[0].comparison?.verdict
      ?? .overall(reports.map(\.verdict), isComplete: isComplete)
    if let code = ExitStatus.code(for: verdict) { throw code }
  }

  /// Writes the report over all temperatures and those on each, adds to the history, prints, and ends with the
  /// verdict.
  func present(_ report: SeriesReport) async throws {
    Terminal.showProgress("writing …")
    let paths = try await seriesFiles.write(report)
    try remember(report.points.map(\.report))
    let summary = try report.summary()
    try StandardOutput.write(
      options.json
        ? summary.encoded ?? ""
        : summary.terminalText(width: Terminal.tableWidth, color: Terminal.usesColor)
          + seriesFiles.text(paths))
    if let code = ExitStatus.code(for: report.verdict) { throw code }
  }

  private func remember(_ reports: [Report]) throws {
    try history.map { try HistoryFile(path: $0, mayBeMade: true) }?.add(reports, label: label)
    Terminal.showProgress(nil)
  }

  /// Where the reports on single files go.
  var outputFiles: AssessmentFiles {
    AssessmentFiles(
      of: source.generator == nil ? files : ["generator"], output: options.output,
      formats: options.format)
  }

  /// Where the reports on several temperatures go.
  var seriesFiles: SeriesFiles {
    SeriesFiles(
      of: files.isEmpty ? "generator" : files[0], output: options.output, formats: options.format)
  }

  /// The samples, by temperature.
  func sittings() throws -> [Sitting] {
    if let drawn = try source.sittings(at: temperature, for: request) { return drawn }
    if let temperature { return Sitting.files(files, at: temperature, for: request) }
    guard let labels = labelling.labels else { return try Sitting.files(files, for: request) }
    return try Sitting.labelled(files[0], by: labels, for: request)
  }

  /// What is asked of samples of several temperatures.
  var series: SeriesAssessment {
    SeriesAssessment(
      request, of: source.generator ?? (files.count == 1 ? files[0] : "\(files.count) files"),
      command: command(for: files))
  }

  var request: AssessmentRequest {
    var request = AssessmentRequest()
    request.totalSpin = totalSpin
    request.array = array
    request.size = size
    request.reference = reference
    request.referenceCount = referenceCount
    request.decisionRule = options.decisionRule
    request.tolerances = tolerance
    // Looked at by validate().
    request.checks = (try? CheckChoice(only: only, without: without)) ?? .all
    request.claimsIndependence = independent
    request.isThorough = thorough
    request.effectiveCount = effectiveCount
    request.integratedTime = tau
    request.training = training
    request.likelihood = likelihood.files
    request.seed = options.seed
    return request
  }

  private func weigh(
    _ input: Sitting, since earlier: (baseline: Baseline, name: String)?
  ) throws -> WeighedSamples {
    let samples = try input.load()
    let loaded = samples.loaded
    var assessment = try request.assessment(
      of: loaded.samples, from: input.subject, at: input.temperature
    ) { Terminal.showProgress($0) }
    assessment.furtherOutcomes = samples.outcomes
    do {
      return try assessment.weigh(
        loaded.samples, subject: input.subject, since: earlier,
        keepsBaseline: writeBaseline != nil, notes: loaded.remarks,
        command: command(for: source.generator == nil ? [input.subject] : []))
    } catch let error as BaselineError {
      throw BaselineError(error.problem, source: earlier?.name)
    }
  }

  /// The command that makes the report on `files` again.
  func command(for files: [String]) -> String { commandLine.text(files: files) }

  /// The same without the files.
  var commandLine: CommandLineText {
    let line = CommandLineText("assess").option("--temperature", temperature?.description)
    return source.command(request.command(labelling.command(line)))
      .attached("--baseline", baseline).option("--seed", options.seed)
  }
}
