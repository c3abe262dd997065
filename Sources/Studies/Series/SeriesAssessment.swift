import Comparisons
import DataFiles
import Judgement
import Randomness
import Reporting
import SpinSystems
import Statistics

/// Samples of one temperature among several.
public struct Sitting: Sendable {
  /// What is weighed, for the reader.
  public var subject: String
  /// The temperature that the samples claim.
  public var temperature: Double
  /// Reads the samples, once, when their turn comes.
  public var load: @Sendable () throws -> LoadedSamples
  /// What was found out about the samples on the way to them, and is judged with the rest.
  public var outcomes: [CheckOutcome]

  /// Samples at a temperature, which `load` will read.
  public init(
    subject: String, temperature: Double, outcomes: [CheckOutcome] = [],
    load: @escaping @Sendable () throws -> LoadedSamples
  ) {
    self.subject = subject
    self.temperature = temperature
    self.outcomes = outcomes
    self.load = load
  }
}

/// Weighs samples of several temperatures as one model: all p-values are corrected together, so that a correct
/// model fails anywhere with the declared probability.
public struct SeriesAssessment: Sendable {
  /// What is asked of all of them.
  public var request: AssessmentRequest
  /// What is weighed as a whole, for the reader.
  public var subject: String
  /// The command line that makes the report again, if one does.
  public var command: String?

  /// An assessment of what `subject` names.
  public init(_ request: AssessmentRequest, of subject: String, command: String? = nil) {
    self.request = request
    self.subject = subject
    self.command = command
  }

  /// The report on all of `sittings`, which are weighed on all cores.
  ///
  /// - Parameters:
  ///   - sittings: by ascending temperature, at least one.
  ///   - progress: hears of each that is done.
  /// - Throws: the error of the first that cannot be read or weighed.
  public func report(
    on sittings: [Sitting], progress: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> SeriesReport {
    let weighed = WorkSharing(workersAtMost: Int.max).map(
      count: sittings.count, workspace: { () }
    ) { _, index in
      Result {
        defer { progress("T = \(sittings[index].temperature) weighed …") }
        return try weigh(sittings[index], progress: progress)
      }
    }
    let sets = try weighed.map { try $0.get() }
    for set in sets where set.report.ensemble.lattice != sets[0].report.ensemble.lattice {
      throw TemperatureFileError(
        file: set.report.subject, found: "L = \(set.report.ensemble.lattice.size)",
        wanted:
          "L = \(sets[0].report.ensemble.lattice.size), as in \(sets[0].report.subject): one model has one size"
      )
    }
    let findings = request.decisionRule.findings(from: sets.map(\.outcomes))
    return SeriesReport(
      subject: subject, decisionRule: request.decisionRule, seed: request.seed, command: command,
      points: zip(sets, findings).map { set, findings in
        var report = set.report
        report.findings = findings
        report.command = command
        return SeriesReport.Point(report: report, expected: set.expected)
      })
  }

  private func weigh(
    _ sitting: Sitting, progress: @escaping @Sendable (String) -> Void
  ) throws -> (report: Report, outcomes: [CheckOutcome], expected: SeriesReport.Expected) {
    let loaded = try sitting.load()
    var assessment = try request.assessment(
      of: loaded.samples, from: sitting.subject, at: .claimed(sitting.temperature),
      progress: progress)
    assessment.furtherOutcomes = sitting.outcomes
    let weighed = try assessment.weigh(
      loaded.samples, subject: sitting.subject, keepsBaseline: false,
      notes: ["\(loaded.format); values \(loaded.encoding)."] + loaded.notes)
    return (
      weighed.report, weighed.outcomes, SeriesReport.Expected(assessment.reference)
    )
  }
}
