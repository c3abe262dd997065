import DataFiles
import Judgement
import Reporting
import SpinSystems
import Storage

/// What weighing the samples of one temperature came to, before it was judged.
public struct WeighedSitting: Codable, Sendable {
  /// What was weighed, for the reader.
  public let subject: String
  /// The ensemble that the samples claim.
  public let ensemble: Ensemble
  let sampleCount: Int
  let effectiveSampleCount: Double
  let reference: String
  let notes: [String]
  let illustrations: [Illustration]
  /// What every check found.
  public let outcomes: [CheckOutcome]
  let expected: SeriesReport.Expected

  /// The report on these samples by what a rule made of the outcomes.
  func report(_ findings: [Finding], for request: AssessmentRequest, command: String?) -> Report {
    Report(
      subject: subject, ensemble: ensemble, sampleCount: sampleCount,
      effectiveSampleCount: effectiveSampleCount, reference: reference,
      decisionRule: request.decisionRule, findings: findings, seed: request.seed,
      command: command, version: Version.current, notes: notes, illustrations: illustrations)
  }

  /// The report on these samples judged by themselves.
  ///
  /// - Parameters:
  ///   - request: what was asked about them.
  ///   - command: the command line that makes the report again, if one does.
  public func report(for request: AssessmentRequest, command: String?) -> Report {
    report(request.decisionRule.findings(from: outcomes), for: request, command: command)
  }
}

extension AssessmentRequest {
  /// What the checks find in the samples of `sitting`.
  ///
  /// - Parameters:
  ///   - sitting: the samples, which are read now.
  ///   - progress: hears what is being computed.
  /// - Throws: where they cannot be read or weighed.
  func weigh(
    _ sitting: Sitting, progress: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> WeighedSitting {
    let samples = try sitting.load()
    let loaded = samples.loaded
    var assessment = try assessment(
      of: loaded.samples, from: sitting.subject, at: sitting.temperature, progress: progress)
    assessment.furtherOutcomes = samples.outcomes
    let weighed = try assessment.weigh(
      loaded.samples, subject: sitting.subject, keepsBaseline: false, notes: loaded.remarks)
    return WeighedSitting(
      subject: sitting.subject, ensemble: weighed.report.ensemble,
      sampleCount: weighed.report.sampleCount,
      effectiveSampleCount: weighed.report.effectiveSampleCount,
      reference: weighed.report.reference, notes: weighed.report.notes,
      illustrations: weighed.report.illustrations, outcomes: weighed.outcomes,
      expected: SeriesReport.Expected(assessment.reference))
  }
}

extension LoadedSamples {
  /// How they were read, in sentences for a report.
  package var remarks: [String] { ["\(format); values \(encoding)."] + notes }
}
