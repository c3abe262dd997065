import Statistics
import Validation

/// Is the variance of H the reference's, that is, the specific heat?
///
/// The tested mean is that of (H - H₀)², whose distribution is known with P(H). H₀ is the level nearest to
/// the reference's ⟨H⟩, so that the squares lie on a lattice, and their sum has an exact law where
/// excitations are rare. The effect is the difference of the second moments about H₀ as a specific heat,
/// c = Var(H) / (N T²).
struct EnergyVariance: Check {
  let identifier = "energy-variance"
  let title = "Energy variance"
  let summary = "⟨(H - H₀)²⟩, the specific heat, by a saddlepoint p-value from the known P(H)."

  func examine(_ weighing: Weighing) throws -> Examination {
    let ensemble = weighing.ensemble
    let distribution = weighing.reference.energyDistribution
    let origin = distribution.levels.min {
      abs(Double($0) - distribution.mean) < abs(Double($1) - distribution.mean)
    }!
    func square(_ energy: Int) -> Double { Double(energy - origin) * Double(energy - origin) }
    let squares = weighing.energies.map { square(Int($0)) }
    let effectiveCount = min(
      weighing.energyAutocorrelation.effectiveSampleCount,
      integratedAutocorrelationTime(squares).effectiveSampleCount)
    let observed = squares.reduce(0, +) / Double(squares.count)
    let test = meanTest(
      observedMean: observed, effectiveCount: effectiveCount, of: distribution, function: square)
    // So small a temperature that β⁴ would overflow is as good as zero.
    let beta = min(ensemble.inverseTemperature, 1e70)
    let scale = beta * beta / Double(ensemble.lattice.siteCount)
    let expected = distribution.expectation(of: square)
    let fourth =
      distribution.expectation { square($0) * square($0) } - expected * expected
    let sampledFourth =
      squares.reduce(0) { $0 + ($1 - observed) * ($1 - observed) }
      / Double(max(1, squares.count - 1))
    let interval = MeanInterval(
      variance: max(fourth, sampledFourth) * scale * scale, range: 0,
      effectiveCount: effectiveCount)
    let value = (observed - expected) * scale
    return .evidence(
      Evidence(
        statistic: .init("z", test.zScore), pValue: test.pValue,
        effect: Effect(
          name: "specific heat, samples - reference", value: value,
          interval: interval.around(value), tolerance: Tolerances.specificHeat,
          unit: "k_B per site"),
        effectiveSampleCount: effectiveCount, detectable: interval.detectable,
        detail: "c = \(decimal(value + distribution.variance * scale, 4)), "
          + "reference \(decimal(distribution.variance * scale, 4))."))
  }
}
