import Statistics
import Validation

/// Is ⟨H⟩ / N the reference's?
///
/// The p-value is that of a sum of independent draws from the known P(H), by saddlepoint, so it holds
/// far into the tails and at low temperature, where excitations are rare.
struct MeanEnergy: Check {
  let identifier = "mean-energy"
  let title = "Mean energy"
  let summary = "⟨H⟩/N against the reference, by a saddlepoint p-value from the known P(H)."

  func examine(_ weighing: Weighing) throws -> Examination {
    let sites = Double(weighing.ensemble.lattice.siteCount)
    let distribution = weighing.reference.energyDistribution
    let effectiveCount = weighing.energyAutocorrelation.effectiveSampleCount
    let sampled = Moments(of: weighing.energies)
    let test = meanTest(
      observedMean: sampled.mean, effectiveCount: effectiveCount, of: distribution
    ) { Double($0) }
    // The wider of the reference's and the samples' own scatter, so that neither a model that
    // fluctuates too little nor a few lucky samples make the interval too short.
    let interval = MeanInterval(
      variance: max(distribution.variance, sampled.variance) / (sites * sites),
      range: 0, effectiveCount: effectiveCount)
    let value = (sampled.mean - distribution.mean) / sites
    return .evidence(
      Evidence(
        statistic: .init("z", test.zScore), pValue: test.pValue,
        effect: Effect(
          name: "ε, samples - reference", value: value, interval: interval.around(value),
          tolerance: Tolerances.energyDensity, unit: "J per site"),
        effectiveSampleCount: effectiveCount, detectable: interval.detectable,
        detail: "ε = \(decimal(sampled.mean / sites, 5)), "
          + "reference \(decimal(distribution.mean / sites, 5))."))
  }
}
