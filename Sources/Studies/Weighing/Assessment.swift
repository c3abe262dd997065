import Checks
import Storage
import Comparisons
import Judgement
import References
import Reporting
import SpinSystems

/// Weighs samples against a reference by every check of a list and judges the evidence.
public struct Assessment: Sendable {
  public var reference: Reference
  public var decisionRule: DecisionRule
  /// Whether successive samples are claimed to be independent.
  public var claimsIndependence: Bool
  public var seed: UInt64
  public var checks: [any Check<Weighing>]

  /// The seed used where none is given.
  public static let defaultSeed: UInt64 = 20_210_312

  public init(
    against reference: Reference, decisionRule: DecisionRule = DecisionRule(),
    claimsIndependence: Bool = false, seed: UInt64 = Assessment.defaultSeed,
    checks: [any Check<Weighing>] = allChecks
  ) {
    self.reference = reference
    self.decisionRule = decisionRule
    self.claimsIndependence = claimsIndependence
    self.seed = seed
    self.checks = checks
  }

  /// The report on `samples`, which claim to come from the reference's ensemble.
  ///
  /// - Parameters:
  ///   - subject: what is weighed, usually a file's name.
  ///   - notes: remarks on how the samples were read.
  ///   - command: the command that makes the report again.
  /// - Throws: `WeighingError` where the samples do not fit the ensemble's lattice.
  public func report(
    on samples: SampleSet, subject: String, notes: [String] = [], command: String
  ) throws -> Report {
    let weighing = try Weighing(
      samples, from: reference.ensemble, against: reference,
      claimsIndependence: claimsIndependence, seed: seed)
    return report(on: weighing, subject: subject, notes: notes, command: command)
  }

  /// What the reader should know about how the samples were weighed.
  private func remarks(on weighing: Weighing) -> [String] {
    var remarks = reference.notes
    if weighing.inspected.count < weighing.count {
      remarks.append(
        "Correlations and symmetries were measured on \(weighing.inspected.count) evenly spaced "
          + "configurations; laws and energies on all.")
    }
    let totals = Set(weighing.totalSpins.lazy.prefix(10_000))
    if reference.ensemble.totalSpin == nil, weighing.count >= 10, totals.count == 1 {
      remarks.append(
        "All configurations have ΣS = \(totals.first!), but the ensemble has ΣS free. If it is "
          + "conserved, add --total-spin \(totals.first!).")
    }
    return remarks
  }

  package func report(
    on weighing: Weighing, subject: String, notes: [String] = [], command: String
  ) -> Report {
    let findings = decisionRule.findings(from: checks.map { $0.outcome(for: weighing) })
    let smallest = findings.compactMap { $0.evidence?.effectiveSampleCount }.min()
    return Report(
      subject: subject, ensemble: reference.ensemble, sampleCount: weighing.count,
      effectiveSampleCount: smallest ?? Double(weighing.count), reference: reference.name,
      decisionRule: decisionRule, findings: findings, seed: seed, command: command,
      version: Version.current, notes: notes + remarks(on: weighing),
      illustrations: Illustration.all(of: weighing))
  }
}
