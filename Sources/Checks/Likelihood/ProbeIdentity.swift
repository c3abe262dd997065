import Comparisons
import Judgement
import Statistics

/// Is ln q true, by the samples and by perfect ones together? E_q[σ(l)] = E_p[σ(-l)] with l = ln p - ln q.
///
/// Every term lies in [0, 1], so the test keeps its rate however little the model and the ensemble overlap, where
/// a mean of p/q has no variance. The constant that would explain a difference is Bennett's.
public struct ProbeIdentity: Check {
  public let identifier = "probe-identity"
  public let title = "Is ln q true on both sides?"
  public let summary =
    "E over q of σ(ln p/q) against E over p of σ(ln q/p), equal where ln q is true."
  public let explanation = Explanation(
    equation: "E over q of σ(l) = E over p of σ(-l), l = ln p - ln q, σ(x) = 1/(1 + e⁻ˣ)",
    sees: "A ln q that is not true, however little model and ensemble overlap.",
    blindTo: "Nothing about the quality of a model whose ln q is true.",
    references: ["C. H. Bennett, J. Comput. Phys. 22, 245 (1976)"])

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    guard let weights = weighing.probedWeights else {
      return .notApplicable("No perfect samples with the model's ln q were given.")
    }
    let identity = weights.identity
    let count = min(Double(weights.probe.count), weights.own.effectiveCount)
    let isRounding = abs(identity.value) <= weights.own.resolution
    let z = isRounding ? 0 : identity.value / identity.standardError
    var detail = "Bennett's constant is not to be had: the two do not overlap."
    if let offset = weights.offset {
      detail =
        "Bennett's estimate of a constant in ln q: \(decimal(-offset.value, 4)) ± "
        + "\(decimal(Estimate.normalQuantile * offset.standardError, 4)) nats."
    }
    return .evidence(
      Evidence(
        statistic: .init("z", z),
        pValue: count >= VectorMeanTest.fewestSamples ? normalTwoSidedPValue(z) : nil,
        effect: Effect(
          name: "E_q σ(ln p/q) - E_p σ(ln q/p)", value: identity.value,
          interval: identity.interval, tolerance: weighing.tolerances.meanWeight, unit: ""),
        effectiveSampleCount: count,
        detectable: Estimate.detectableErrors * identity.standardError, detail: detail))
  }
}

extension Check where Self == ProbeIdentity {
  /// Is ln q true, by the samples and by perfect ones together?
  public static var probeIdentity: ProbeIdentity { ProbeIdentity() }
}
