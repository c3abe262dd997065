import Comparisons
import Judgement
import Statistics

/// Is the variance of H the reference's, that is, the specific heat?
///
/// The tested mean is that of (H - H₀)², whose distribution is known where P(H) is. H₀ is the level nearest to
/// the reference's ⟨H⟩, so that the squares lie on a lattice, and their sum has an exact law where
/// excitations are rare; against a sampled reference it is nearest to the mean of both samples. The effect is the difference of the second moments about H₀ as a specific heat,
/// c = Var(H) / (N T²).
public struct EnergyVariance: Check {
  public let identifier = "energy-variance"
  public let title = "Energy variance"
  public let summary =
    "⟨(H - H₀)²⟩, the specific heat, by saddlepoint from the known P(H), or by Welch's test."

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    let ensemble = weighing.ensemble
    let reference = weighing.reference.energy
    var generator = weighing.streams.stream("energy variance", for: ensemble)
    let origin = reference.origin(with: weighing.energyLevels)
    let comparison = reference.compareMean(of: weighing.energyLevels, using: &generator) {
      Double($0 - origin) * Double($0 - origin)
    }
    // So small a temperature that β⁴ would overflow is as good as zero.
    let beta = min(ensemble.inverseTemperature, 1e70)
    let scale = beta * beta / Double(ensemble.lattice.siteCount)
    let interval = comparison.interval.scaled(by: scale)
    let value = comparison.difference * scale
    let expected = reference.distribution.variance * scale
    return .evidence(
      Evidence(
        statistic: comparison.statistic, pValue: comparison.pValue,
        effect: Effect(
          name: "specific heat, samples - reference", value: value,
          interval: interval.around(value), tolerance: weighing.tolerances.specificHeat,
          unit: "k_B per site"),
        effectiveSampleCount: comparison.effectiveCount, detectable: interval.detectable,
        detail: "c = \(decimal(value + expected, 4)), reference \(decimal(expected, 4))."))
  }
}

extension Check where Self == EnergyVariance {
  /// Is the variance of H the reference's, that is, the specific heat?
  public static var energyVariance: EnergyVariance { EnergyVariance() }
}
