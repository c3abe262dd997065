import Comparisons
import Judgement
import Statistics

/// How much energy must be moved to turn the sampled P(H) into the reference? Wasserstein-1, per site.
///
/// Unlike χ² it knows how far levels are apart: a small shift of a whole spectrum costs little.
public struct EnergyTransport: Check {
  public let identifier = "energy-distribution-wasserstein"
  public let title = "P(E), Wasserstein-1"
  public let summary = "Transport distance of P(E), J per site, with a Monte Carlo p-value."
  public let explanation = Explanation(
    equation: "W₁ = Σ over H of |F_samples(H) - F(H)| ΔH, per site",
    sees: "Energy that lies far from where it should be: it weighs a misplaced sample by the "
      + "distance.",
    blindTo: "Neighbouring levels that are exchanged, and everything at equal energy.",
    fault: "wrong-temperature",
    references: ["O. Bousquet, C. R. Acad. Sci. Paris I 334, 495 (2002), for the far tail"])

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    let sampled = weighing.energyDistribution
    guard sampled.hasSeveralLevels else {
      return .notApplicable(EnergyDistribution.singleLevelRemark)
    }
    let sites = Double(weighing.ensemble.lattice.siteCount)
    let estimate = sampled.distances[.wasserstein1]
    var generator = weighing.streams.stream("energy transport", for: weighing.ensemble)
    let test = sampled.comparison.transportTest(using: &generator)
    let interval = estimate.interval
    return weighing.examination(
      Evidence(
        statistic: .init("W₁", estimate.plugIn / sites), pValue: test?.pValue,
        effect: Effect(
          name: "Wasserstein-1 distance of P(E)", value: estimate.value / sites,
          interval: interval.lowerBound / sites...interval.upperBound / sites,
          tolerance: weighing.tolerances.energyDensity, unit: "J per site"),
        effectiveSampleCount: sampled.effectiveCount, detectable: estimate.noiseFloor / sites,
        detail: "Perfect samples of this size show \(decimal(estimate.noiseFloor / sites, 5)) "
          + "on average." + sampled.forbiddenRemark))
  }
}

extension Check where Self == EnergyTransport {
  /// How much energy must be moved to turn the sampled P(H) into the reference? Wasserstein-1, per site.
  public static var energyTransport: EnergyTransport { EnergyTransport() }
}
