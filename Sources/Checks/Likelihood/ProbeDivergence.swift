import Comparisons
import Judgement
import SpinSystems
import Statistics

/// What does the model miss? KL(p ‖ q) from ln q of perfect samples, which the model's own samples cannot show.
///
/// The p-value is that of the most powerful test there is, by ln p - ln q on both sets (Neyman and Pearson).
public struct ProbeDivergence: Check {
  public let identifier = "probe"
  public let title = "What the model misses"
  public let summary = "KL(p ‖ q) and missed modes from ln q of perfect samples."
  public let explanation = Explanation(
    equation: "KL(p ‖ q) = ⟨-H/T - ln Z - ln q⟩ over perfect samples",
    sees: "What the model misses, by the most powerful test there is.",
    blindTo: "Nothing that ln q says; but it believes ln q.",
    references: ["J. Neyman and E. S. Pearson, Phil. Trans. R. Soc. A 231, 289 (1933)"])

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    guard let weights = weighing.probedWeights, let probe = weighing.likelihoodProbe else {
      return .notApplicable("No perfect samples with the model's ln q were given.")
    }
    let count = Double(weights.probe.count)
    let fraction = weights.forwardEffectiveFraction
    let divergence = weights.forwardDivergence
    let missed = weights.missed
    let share = Estimate(meanOf: missed.map { $0 ? 1 : 0 })
    let reach = MeanInterval(
      variance: share.value * (1 - share.value), range: 1, effectiveCount: count)
    let measures: [Evidence.Measure] = [
      .init("forward effective sample fraction", fraction, interval: nil, unit: ""),
      .init(
        "share of the ensemble that is missed", share.value, interval: reach.around(share.value),
        unit: ""),
    ]
    let missing = Self.description(of: missed, probe.samples, weighing.ensemble)
    guard divergence.value < .infinity else {
      return .evidence(
        Evidence(
          law: .broken, effectiveSampleCount: count, measures: measures,
          detail: "\(weights.impossibleCount) of \(weights.probe.count) perfect samples have no "
            + "probability in the model: KL(p ‖ q) is infinite.\(missing)"))
    }
    let isEnough = min(count, weights.own.effectiveCount) >= VectorMeanTest.fewestSamples
    let isRounding = abs(divergence.value) <= weights.own.resolution
    let ranks = weights.ranks
    return .evidence(
      Evidence(
        statistic: .init("P(ln p/q is larger on p's side)", 1 - ranks.probabilityOfLarger),
        pValue: !isEnough ? nil : isRounding ? 1 : ranks.pValueOfSmaller,
        effect: Effect(
          name: "KL(p ‖ q)", value: divergence.value, interval: divergence.interval,
          tolerance: weighing.tolerances.kullbackLeibler, unit: "nats"),
        effectiveSampleCount: count,
        detectable: Estimate.detectableErrors * divergence.standardError, measures: measures,
        detail: "By \(weights.probe.count) perfect samples the model's are worth "
          + "\(decimal(100 * fraction, 1)) % of their number for reweighting.\(missing)"))
  }

  /// What is made a hundred times too rarely, in a sentence that begins with a space.
  private static func description(
    of missed: [Bool], _ samples: SampleSet, _ ensemble: Ensemble
  ) -> String {
    let count = missed.count { $0 }
    guard count > 0 else { return "" }
    let share = 100 * Double(count) / Double(missed.count)
    let factor = Int(ProbedWeights.missedFactor)
    var text =
      " Missed are \(decimal(share, 1)) % of the ensemble, made \(factor) times too rarely or never"
    guard ensemble.isSpinFlipSymmetric, ensemble.totalSpin == nil else { return text + "." }
    let totals = Observables(samples, largestDistance: 1).totalSpins
    let down = missed.indices.count { missed[$0] && totals[$0] < 0 }
    if Double(max(down, count - down)) > 0.9 * Double(count), count >= 20 {
      text += down > count - down ? ": the mode of ΣS < 0" : ": the mode of ΣS > 0"
    }
    return text + "."
  }
}

extension Check where Self == ProbeDivergence {
  /// What does the model miss?
  public static var probeDivergence: ProbeDivergence { ProbeDivergence() }
}
