import Comparisons
import Judgement
import Statistics

/// Does ln q mean what it says, ratio by ratio? Of configurations from both sides, those that ln p - ln q gives a
/// share of x to come from the model must come from it in a share of x.
///
/// A sum over everything, as in `ProbeIdentity`, can be right though ln q is too noisy: what is too large here is
/// too small there. Bins see that.
public struct ProbeCalibration: Check {
  public let identifier = "probe-calibration"
  public let title = "Is ln q calibrated?"
  public let summary =
    "The share of the model's own among both sides, in bins of what ln p/q says it is."
  public let explanation = Explanation(
    equation: "P(s is the model's own | l) = σ(-l), l = ln p - ln q, in ten bins of σ(-l)",
    sees: "Noise in ln q, and other errors that cancel in a mean over all configurations.",
    blindTo: "Nothing about the quality of a model whose ln q is true.",
    references: [
      "C. H. Bennett, J. Comput. Phys. 22, 245 (1976)",
      "W. Hoeffding, Ann. Math. Statist. 27, 713 (1956)",
    ])

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    guard let weights = weighing.probedWeights else {
      return .notApplicable("No perfect samples with the model's ln q were given.")
    }
    let bins = weights.calibration()
    let total = bins.reduce(0) { $0 + $1.count }
    let count = min(Double(weights.probe.count), weights.own.effectiveCount)
    let worst = bins.min { $0.pValue < $1.pValue }!
    // Bins add up to the difference of the identity, of which each has its part.
    let part = 2 * (Double(worst.ownCount) - Double(worst.count) * worst.expectedShare)
    let spread = worst.expectedShare * (1 - worst.expectedShare)
    let interval = MeanInterval(
      variance: 4 * spread * Double(worst.count) / Double(total), range: 2,
      effectiveCount: Double(total), simultaneous: bins.count)
    let value = part / Double(total)
    return .evidence(
      Evidence(
        statistic: .init(
          "of \(worst.count) configurations the model's own", Double(worst.ownCount)),
        pValue: count >= VectorMeanTest.fewestSamples
          ? min(1, Double(bins.count) * worst.pValue) : nil,
        hasDiscreteLaw: true,
        effect: Effect(
          name: "part of the worst bin in E_q σ(ln p/q) - E_p σ(ln q/p)", value: value,
          interval: interval.around(value), tolerance: weighing.tolerances.meanWeight, unit: ""),
        effectiveSampleCount: count, detectable: interval.detectable,
        detail: "Of \(bins.count) bins the worst should have "
          + "\(decimal(100 * worst.expectedShare, 1)) % of the model's own, and has "
          + "\(decimal(100 * worst.share, 1)) % of \(worst.count)."))
  }
}

extension Check where Self == ProbeCalibration {
  /// Does ln q mean what it says, ratio by ratio?
  public static var probeCalibration: ProbeCalibration { ProbeCalibration() }
}
