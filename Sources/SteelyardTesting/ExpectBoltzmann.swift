@_exported import Steelyard
import Testing

/// What becomes of a check that has too few samples to say pass or fail.
public enum InconclusiveTreatment: Sendable {
  /// A warning, which does not fail the test.
  case warning
  /// An issue like a failure: nothing but a proof of equivalence will do.
  case failure
}

/// Expects configurations to be distributed as the ensemble says: one issue for each check that fails,
/// with the check, its p-value and the size of the effect.
///
///     @Test func `the flow samples the Ising model`() throws {
///       let ensemble = try Ensemble.canonical(size: 8, temperature: 2.5)
///       try expectBoltzmann(flow.draw(10_000), from: ensemble)
///     }
///
/// A correct set of samples is failed with a probability of 10⁻³ at most over all checks
/// (`DecisionRule.falseAlarmRate`): give the samples a fixed seed.
///
/// - Parameters:
///   - samples: in the order in which they were drawn.
///   - ensemble: the ensemble that they claim to come from.
///   - reference: nil for the exact distribution, or for chains of our own where none is known exactly.
///   - checks: checks of your own are added by `allChecks + [MyCheck()]`.
///   - tolerances: discrepancies that are of no consequence.
///   - decisionRule: what turns evidence into verdicts.
///   - claimsIndependence: whether successive samples are claimed to be independent.
///   - seed: of the random numbers behind p-values and intervals.
///   - inconclusive: what becomes of a check that has too few samples to decide.
///   - sourceLocation: where the issues are shown.
/// - Returns: the whole report.
/// - Throws: where the samples do not fit the ensemble's lattice at all.
@discardableResult
public func expectBoltzmann(
  _ samples: SampleSet, from ensemble: Ensemble, against reference: Reference? = nil,
  checks: [any Check<Weighing>] = allChecks, tolerances: Tolerances = .standard,
  decisionRule: DecisionRule = DecisionRule(), claimsIndependence: Bool = false,
  seed: UInt64 = Assessment.defaultSeed, inconclusive: InconclusiveTreatment = .warning,
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> Report {
  let report = try weigh(
    samples, from: ensemble, against: reference, checks: checks, tolerances: tolerances,
    decisionRule: decisionRule, claimsIndependence: claimsIndependence, seed: seed)
  report.recordIssues(inconclusive: inconclusive, sourceLocation: sourceLocation)
  return report
}

/// Expects a model to draw configurations as the ensemble says.
///
/// As `expectBoltzmann(_:from:)`, with `count` configurations drawn from the model under the given seed.
@discardableResult
public func expectBoltzmann(
  _ model: some GenerativeModel, from ensemble: Ensemble, count: Int = 10_000,
  against reference: Reference? = nil, checks: [any Check<Weighing>] = allChecks,
  tolerances: Tolerances = .standard, decisionRule: DecisionRule = DecisionRule(),
  claimsIndependence: Bool = false, seed: UInt64 = Assessment.defaultSeed,
  inconclusive: InconclusiveTreatment = .warning,
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> Report {
  let report = try weigh(
    model, from: ensemble, count: count, against: reference, checks: checks,
    tolerances: tolerances, decisionRule: decisionRule, claimsIndependence: claimsIndependence,
    seed: seed)
  report.recordIssues(inconclusive: inconclusive, sourceLocation: sourceLocation)
  return report
}

extension Report {
  /// An issue for each check that failed or could not run, and as `inconclusive` says for each that has
  /// too few samples; one for a report in which no check applies.
  func recordIssues(inconclusive: InconclusiveTreatment, sourceLocation: SourceLocation) {
    findings.recordIssues(
      on: "\(ensemble)", inconclusive: inconclusive, sourceLocation: sourceLocation)
  }
}

extension [Finding] {
  /// The same for findings on `subject` that are in no report.
  func recordIssues(
    on subject: String, inconclusive: InconclusiveTreatment, sourceLocation: SourceLocation
  ) {
    for finding in self {
      let comment: Comment = "\(finding.title) (\(finding.check)): \(finding.sentence)"
      switch finding.verdict {
      case .pass, .tolerable, .notApplicable: break
      case .fail, .error: Issue.record(comment, sourceLocation: sourceLocation)
      case .inconclusive:
        Issue.record(comment, severity: inconclusive.severity, sourceLocation: sourceLocation)
      }
    }
    if allSatisfy({ $0.verdict == .notApplicable }) {
      Issue.record(
        "No check applies to \(subject).", severity: inconclusive.severity,
        sourceLocation: sourceLocation)
    }
  }
}

extension InconclusiveTreatment {
  fileprivate var severity: Issue.Severity {
    switch self {
    case .warning: .warning
    case .failure: .error
    }
  }
}
