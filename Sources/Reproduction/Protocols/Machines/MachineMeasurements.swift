import Judgement
import Studies

/// What is kept of one training run.
struct MachineMeasurements: Codable {
  /// Of the training set.
  var trainingSet: SampleMeasurements
  /// Mean |θ| and reconstruction error about every hundredth of the training.
  var history: [HistoryPoint]
  /// The machine in the course of its training, the last one at its end.
  var snapshots: [MachineSnapshot]

  struct HistoryPoint: Codable {
    var epoch: Int
    var meanAbsoluteParameter: Double
    var reconstructionError: Double
  }
}

/// A machine after some epochs, and the configurations it generates.
struct MachineSnapshot: Codable {
  var epoch: Int
  /// From random and from data starts, after each number of Gibbs steps.
  var generated: [GeneratedSamples]
  /// By chains that conserve ΣS, from random starts; empty where ΣS is free, and but for the last snapshot.
  var conserved: [GeneratedSamples]
  /// What the checks say of the configurations from random starts after the most steps, and of the conserved
  /// ones; empty but for the last snapshot.
  var checks: [CheckResult]
  var conservedChecks: [CheckResult]
  /// The configurations that break C(1) = -ε/2 and how many were looked at, ε being summed bond by bond.
  var identityViolations: Int
  var identityCount: Int
  /// The spins of the first configurations from random starts after the most steps.
  var examples: [[Int]]

  /// The configurations from a start after `steps` Gibbs steps.
  func samples(from start: ChainStart, after steps: Int) -> SampleMeasurements? {
    generated.first { $0.start == start && $0.steps == steps }?.measured
  }
}

/// Configurations after a number of Gibbs steps, and what was measured on them.
struct GeneratedSamples: Codable {
  var start: ChainStart
  var steps: Int
  var measured: SampleMeasurements
}

/// A finding of a check, as it is kept with a unit's result.
struct CheckResult: Codable {
  var check: String
  var title: String
  var verdict: Verdict
  var pValue: Double?
  var effect: Double?
  var lower: Double?
  var upper: Double?
  var tolerance: Double?
  var detail: String

  init(_ finding: Finding) {
    check = finding.check
    title = finding.title
    verdict = finding.verdict
    pValue = finding.evidence?.pValue
    effect = finding.evidence?.effect?.value
    lower = finding.evidence?.effect?.interval.lowerBound
    upper = finding.evidence?.effect?.interval.upperBound
    tolerance = finding.evidence?.effect?.tolerance
    detail = finding.detail
  }
}
