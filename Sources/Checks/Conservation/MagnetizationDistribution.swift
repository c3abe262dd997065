import Statistics
import Validation

/// Where ΣS is free, has it the distribution P(ΣS) of the canonical ensemble?
struct MagnetizationDistribution: Check {
  let identifier = "magnetization-distribution"
  let title = "P(M), chi-square"
  let summary = "With free ΣS: its distribution by Pearson's χ² with merged bins."

  func examine(_ weighing: Weighing) throws -> Examination {
    guard weighing.ensemble.totalSpin == nil else {
      return .notApplicable("ΣS is fixed in this ensemble.")
    }
    guard let own = weighing.reference.totalSpinDistribution else {
      return .notApplicable("The exact P(ΣS) is not known at this size.")
    }
    let totals = weighing.totalSpins
    let counts = Histogram(totals).aligned(with: own).counts
    let effectiveCount = min(
      integratedAutocorrelationTime(totals).effectiveSampleCount,
      integratedAutocorrelationTime(totals.map { abs($0) }).effectiveSampleCount)
    let test = chiSquareTest(
      counts: counts, probabilities: own.probabilities, effectiveCount: effectiveCount)
    var generator = weighing.streams.stream("magnetization distances", ensemble: weighing.ensemble)
    let distances = estimateDistances(
      counts: counts, outside: 0, distribution: own, effectiveCount: effectiveCount,
      using: &generator)
    let sites = Double(weighing.ensemble.lattice.siteCount)
    let sampled = Moments(of: totals.map { abs($0) }).mean / sites
    let expected =
      zip(own.levels, own.probabilities).reduce(0) { $0 + Double(abs($1.0)) * $1.1 } / sites
    return .evidence(
      .chiSquare(
        test, distances: distances, of: "P(M)", effectiveSampleCount: effectiveCount,
        detail: "⟨|M|⟩ = \(decimal(sampled, 4)), reference \(decimal(expected, 4))."))
  }
}
