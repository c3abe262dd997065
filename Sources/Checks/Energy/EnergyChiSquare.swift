import Comparisons
import Judgement
import Statistics

/// Have the energy levels their Boltzmann weights? Pearson's χ² over the levels that exist.
///
/// Adjacent levels are merged until each expects at least five samples. Of a chain, where every bin has a
/// correlation of its own, polynomials of H are tested instead, each with its own τ. Levels that do not exist are
/// left to `EnergySupport` and `EnergyRelativeEntropy`; the effect, the total variation distance,
/// counts them.
public struct EnergyChiSquare: Check {
  public let identifier = "energy-distribution-chi-square"
  public let title = "P(E), chi-square"
  public let summary =
    "Weights of the energy levels, Pearson's χ² with merged bins; total variation."
  public let explanation = Explanation(
    equation: "χ² = Σ (n(H) - n P(H))²/(n P(H)) over levels merged until n P ≥ 5",
    sees: "Levels that weigh too much or too little, each for itself.",
    blindTo: "Everything at equal energy. A smooth small shift is seen sooner by the mean energy.",
    fault: "wrong-temperature",
    references: ["K. Pearson, Phil. Mag. 50, 157 (1900)", "Azizi and Pleimling 2021, Fig. 6"])

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    let sampled = weighing.energyDistribution
    guard sampled.hasSeveralLevels else {
      return .notApplicable(EnergyDistribution.singleLevelRemark)
    }
    let test = sampled.comparison.modesTest()
    return weighing.examination(
      .chiSquare(
        test, distances: sampled.distances, of: "P(E)",
        tolerance: weighing.tolerances.totalVariation,
        effectiveSampleCount: sampled.effectiveCount,
        detail: (test.map { "\($0.terms)." } ?? "One bin only.") + sampled.forbiddenRemark))
  }
}

extension Check where Self == EnergyChiSquare {
  /// Have the energy levels their Boltzmann weights? Pearson's χ² over the levels that exist.
  public static var energyChiSquare: EnergyChiSquare { EnergyChiSquare() }
}

extension Evidence {
  /// Evidence from Pearson's χ² or its like, with the total variation distance as the effect and the
  /// Hellinger and Jensen-Shannon distances beside it.
  static func chiSquare(
    _ test: LevelComparison.Test?, distances: [DistanceEstimate], of distribution: String,
    tolerance: Double, effectiveSampleCount: Double, detail: String
  ) -> Evidence {
    let variation = distances[.totalVariation]
    return Evidence(
      statistic: test?.statistic, pValue: test?.pValue,
      effect: Effect(
        name: "total variation distance of \(distribution)", value: variation.value,
        interval: variation.interval, tolerance: tolerance, unit: ""),
      effectiveSampleCount: effectiveSampleCount, detectable: variation.noiseFloor,
      measures: [.init(distances[.hellinger]), .init(distances[.jensenShannon])], detail: detail)
  }
}
