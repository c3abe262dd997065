import Comparisons
import Judgement
import Statistics

/// Is KL(samples ‖ reference) of P(H) zero? The log-likelihood ratio test, G = 2n·KL, on every level.
///
/// Against a sampled reference: do both samples have one P(H)? Then the effect is the Jensen-Shannon
/// divergence, because a level that the reference has not seen yet would make KL infinite.
/// Samples at a level that does not exist make KL infinite; it is reported so and never smoothed away.
public struct EnergyRelativeEntropy: Check {
  public let identifier = "energy-distribution-kl"
  public let title = "P(E), relative entropy"
  public let summary =
    "KL(samples‖reference) of P(E) by the G-test; infinite where support is broken."
  public let explanation = Explanation(
    equation: "G = 2 n Σ f(H) ln(f(H)/P(H)) = 2 n KL(samples ‖ reference)",
    sees: "Levels that are over-populated, most of all rare ones; it is infinite where a level "
      + "cannot exist.",
    blindTo: "Levels that the samples miss count little: ln q of perfect samples shows those.",
    fault: "wrong-temperature",
    references: [
      "S. Kullback and R. A. Leibler, Ann. Math. Stat. 22, 79 (1951)",
      "D. A. Williams, Biometrika 63, 33 (1976)",
    ])

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    let sampled = weighing.energyDistribution
    guard sampled.hasSeveralLevels else {
      return .notApplicable(EnergyDistribution.singleLevelRemark)
    }
    var generator = weighing.streams.stream("energy G-test", for: weighing.ensemble)
    let test = sampled.comparison.logLikelihoodRatioTest(using: &generator)
    let divergence = sampled.comparison.divergence(
      tolerance: weighing.tolerances.kullbackLeibler)
    return weighing.examination(
      Evidence(
        statistic: test?.statistic, pValue: test?.pValue,
        effect: Effect(
          name: "\(divergence.name) of P(E)", value: divergence.estimate.value,
          interval: divergence.estimate.interval, tolerance: divergence.tolerance, unit: "nats",
          convergence: .linear),
        effectiveSampleCount: sampled.effectiveCount, detectable: divergence.estimate.noiseFloor,
        detail: sampled.forbiddenCount > 0
          ? "KL is infinite:\(sampled.forbiddenRemark)"
          : (test.map { "\($0.terms)." } ?? "One level only.") + divergence.remark))
  }
}

extension Check where Self == EnergyRelativeEntropy {
  /// Is KL(samples ‖ reference) of P(H) zero? The log-likelihood ratio test, G = 2n·KL, on every level.
  public static var energyRelativeEntropy: EnergyRelativeEntropy { EnergyRelativeEntropy() }
}
