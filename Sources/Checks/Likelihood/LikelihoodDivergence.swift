import Comparisons
import Judgement
import SpinSystems
import Statistics

/// How far is the model's own law from the Boltzmann distribution? KL(q ‖ p) from ln q of its samples and the
/// exact ln Z.
///
/// KL(q ‖ p) = ⟨ln q(s) + H(s)/T⟩ + ln Z over the samples, at least zero, and zero only for the ensemble's own
/// law; `ImportanceWeights.reverseDivergence` estimates it with less noise. Beside it the total variation with an interval that needs no assumption on tails, the share of the samples
/// that reweighting is worth, and the estimate of ln Z. All of it holds as far as ln q is the law that the samples
/// have; `LikelihoodConsistency` asks that.
public struct LikelihoodDivergence: Check {
  public let identifier = "likelihood"
  public let title = "The model's own law"
  public let summary = "KL(q ‖ p) and total variation from the samples' ln q and the exact ln Z."
  public let explanation = Explanation(
    equation: "KL(q ‖ p) = ⟨ln q + H/T⟩ + ln Z over the samples",
    sees: "How far the model's whole law is from Boltzmann's, from its own samples.",
    blindTo: "Modes that the model misses: no sample of its own lies there.",
    references: ["D. Wu, L. Wang and P. Zhang, Phys. Rev. Lett. 122, 080602 (2019)"])

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    guard let weights = weighing.importanceWeights else {
      return .notApplicable(weighing.missingWeightsRemark)
    }
    guard weighing.logWeights == nil else {
      let variation = weights.totalVariation()
      let most = decimal(variation.interval.upperBound, 4)
      return .notApplicable(
        "These are weights of paths: KL and total variation of the paths, \(most) at most by 99.9 %, bound those "
          + "of the samples from above, and say no more of them.")
    }
    let divergence = weights.reverseDivergence
    let count = weights.effectiveCount
    let sites = Double(weighing.ensemble.lattice.siteCount)
    let variation = weights.totalVariation()
    let fraction = weights.effectiveFraction
    let logMean = weights.logMeanWeight
    let measures: [Evidence.Measure] = [
      .init("total variation (99.9 %)", variation.value, interval: variation.interval, unit: ""),
      .init("effective sample fraction", fraction, interval: nil, unit: ""),
      .init(
        "ln Z by the weights, minus exact", logMean.value, interval: logMean.interval, unit: ""),
      .init(
        "variational free energy per site, minus exact",
        weighing.ensemble.temperature * divergence.value / sites, interval: nil, unit: "J"),
    ]
    guard divergence.value < .infinity else {
      return .evidence(
        Evidence(
          effectiveSampleCount: count, measures: measures,
          detail: "Some samples have no probability at all in the ensemble: KL(q ‖ p) is infinite.")
      )
    }
    let isRounding = abs(divergence.value) <= weights.resolution
    let z =
      divergence.standardError > 0 && !isRounding ? divergence.value / divergence.standardError : 0
    return .evidence(
      Evidence(
        statistic: .init("z", z), pValue: count >= 30 ? normalTwoSidedPValue(z) : nil,
        effect: Effect(
          name: "KL(q ‖ p)", value: divergence.value,
          interval: divergence.interval,
          tolerance: weighing.tolerances.kullbackLeibler, unit: "nats"),
        effectiveSampleCount: count,
        detectable: Estimate.detectableErrors * divergence.standardError,
        measures: measures,
        detail: "For reweighting the samples are worth \(decimal(100 * fraction, 1)) % of their "
          + "number."))
  }
}

extension Check where Self == LikelihoodDivergence {
  /// How far is the model's own law from the Boltzmann distribution?
  public static var likelihoodDivergence: LikelihoodDivergence { LikelihoodDivergence() }
}
