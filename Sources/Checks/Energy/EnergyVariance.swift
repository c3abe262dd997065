import Statistics
import Validation

/// Is the variance of H the reference's, that is, the specific heat?
///
/// The tested mean is that of (H - ⟨H⟩_ref)², whose distribution is known with P(H); the effect is the
/// specific heat c = Var(H) / (N T²) it implies.
struct EnergyVariance: Check {
  let identifier = "energy-variance"
  let title = "Energy variance"
  let summary = "⟨(H - ⟨H⟩)²⟩, the specific heat, by a saddlepoint p-value from the known P(H)."

  func examine(_ weighing: Weighing) throws -> Examination {
    let ensemble = weighing.ensemble
    let distribution = weighing.reference.energyDistribution
    let mean = distribution.mean
    let squares = weighing.energies.map {
      (Double($0) - mean) * (Double($0) - mean)
    }
    let effectiveCount = min(
      weighing.energyAutocorrelation.effectiveSampleCount,
      integratedAutocorrelationTime(squares).effectiveSampleCount)
    let observed = squares.reduce(0, +) / Double(squares.count)
    let test = meanTest(
      observedMean: observed, effectiveCount: effectiveCount, of: distribution
    ) { (Double($0) - mean) * (Double($0) - mean) }
    // So small a temperature that β⁴ would overflow is as good as zero.
    let beta = min(ensemble.inverseTemperature, 1e70)
    let scale = beta * beta / Double(ensemble.lattice.siteCount)
    let fourth = distribution.centralMoment(4) - distribution.variance * distribution.variance
    let sampledFourth =
      squares.reduce(0) { $0 + ($1 - observed) * ($1 - observed) }
      / Double(max(1, squares.count - 1))
    let interval = MeanInterval(
      variance: max(fourth, sampledFourth) * scale * scale, range: 0,
      effectiveCount: effectiveCount)
    let value = (observed - distribution.variance) * scale
    return .evidence(
      Evidence(
        statistic: .init("z", test.zScore), pValue: test.pValue,
        effect: Effect(
          name: "specific heat, samples - reference", value: value,
          interval: interval.around(value), tolerance: Tolerances.specificHeat,
          unit: "k_B per site"),
        effectiveSampleCount: effectiveCount, detectable: interval.detectable,
        detail: "c = \(decimal(observed * scale, 4)) about the reference's mean, "
          + "reference \(decimal(distribution.variance * scale, 4))."))
  }
}
