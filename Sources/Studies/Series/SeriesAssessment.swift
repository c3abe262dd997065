import Judgement
import Randomness
import Statistics

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
        return try request.weigh(sittings[index], progress: progress)
      }
    }
    return try report(on: weighed.map { try $0.get() })
  }

  /// The report on samples that were weighed, as one model.
  ///
  /// - Parameters:
  ///   - weighed: by ascending temperature, at least one.
  ///   - missingCount: how many others have not been weighed yet.
  /// - Throws: `TemperatureFileError` where they are of several sizes.
  public func report(
    on weighed: [WeighedSitting], missingCount: Int = 0
  ) throws(TemperatureFileError) -> SeriesReport {
    let size = weighed[0].ensemble.lattice.size
    if let other = weighed.first(where: { $0.ensemble.lattice.size != size }) {
      throw TemperatureFileError(
        file: other.subject, found: "L = \(other.ensemble.lattice.size)",
        wanted: "L = \(size), as in \(weighed[0].subject): one model has one size")
    }
    let findings = request.decisionRule.findings(from: weighed.map(\.outcomes))
    var report = SeriesReport(
      subject: subject, decisionRule: request.decisionRule, seed: request.seed, command: command,
      points: zip(weighed, findings).map { weighed, findings in
        SeriesReport.Point(
          report: weighed.report(findings, for: request, command: command),
          expected: weighed.expected)
      })
    report.missingCount = missingCount
    return report
  }
}
