import Comparisons
import Foundation
import Judgement
import SpinSystems
import Statistics

/// Is ln q the law that the samples have? Then the mean of p/q over them is 1, or the mass that they cover.
///
/// By z where the weights have a variance (Pareto k̂ below ½); elsewhere by a bet that holds for any tail and sees
/// only what is above 1. The constant that would explain it, and a missing half of the modes, are named.
public struct LikelihoodConsistency: Check {
  public let identifier = "log-probability"
  public let title = "Is ln q true?"
  public let summary = "The mean of p/q over the samples, which is 1 where ln q is their law."
  public let explanation = Explanation(
    equation: "⟨p/q⟩ over the samples = 1, with p = exp(-H/T)/Z",
    sees: "A ln q that is not the law of the samples: other bases, per site, the other sign, a "
      + "constant, missed modes.",
    blindTo: "A true ln q of a bad model, for which the mean is 1 as well.",
    references: [
      "D. Wu, L. Wang and P. Zhang, Phys. Rev. Lett. 122, 080602 (2019)",
      "A. Vehtari et al., J. Mach. Learn. Res. 25, 1 (2024), for k̂",
    ])

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    guard let weights = weighing.importanceWeights else {
      return .notApplicable(weighing.missingWeightsRemark)
    }
    if let evidence = Self.impossibleValues(weighing) { return .evidence(evidence) }
    let (mean, shape) = (weights.meanWeight, weights.paretoShape)
    let shapeText = shape.map { "k̂ = \(decimal($0, 2))" } ?? "no tail to speak of"
    var evidence = Evidence(
      effectiveSampleCount: weights.effectiveCount,
      measures: shape.map { [.init("Pareto k̂", $0, interval: nil, unit: "")] } ?? [],
      detail: "")
    let pValue: Double
    if weights.haveVariance {
      let isRounding = abs(mean.value - 1) <= weights.resolution
      // Equal weights other than 1 leave no doubt.
      let z = isRounding ? 0 : (mean.value - 1) / mean.standardError
      evidence.statistic = .init("z", z)
      pValue = normalTwoSidedPValue(z)
      evidence.effect = Effect(
        name: "mean of p/q over the samples - 1", value: mean.value - 1,
        interval: (mean - 1).interval, tolerance: weighing.tolerances.meanWeight, unit: "")
      evidence.detectable = Estimate.detectableErrors * mean.standardError
      evidence.detail = "The weights have a variance (\(shapeText))."
    } else {
      evidence.statistic = .init("mean of p/q", mean.value)
      evidence.hasDiscreteLaw = true
      pValue = weights.pValueOfTooMuchMass
      evidence.detail =
        "The weights have heavy tails (\(shapeText)): judged by a bet that only a mean above 1 "
        + "can lose."
    }
    evidence.pValue = weights.effectiveCount >= 30 ? pValue : nil
    if pValue < 0.001, let cause = Self.likelyCause(weights, weighing) {
      evidence.detail += " " + cause
    }
    return .evidence(evidence)
  }

  /// What is found where no law can have these ln q: above 0, or of configurations that differ and together
  /// have more probability than 1.
  private static func impossibleValues(_ weighing: Weighing) -> Evidence? {
    guard let values = weighing.logProbabilities else { return nil }
    func evidence(_ detail: String) -> Evidence {
      let cause = weighing.importanceWeights.flatMap { likelyCause($0, weighing) }
      return Evidence(
        law: .broken, effectiveSampleCount: Double(values.count),
        detail: detail + (cause.map { " " + $0 } ?? ""))
    }
    let positive = values.count { $0 > rounding }
    guard positive == 0 else {
      return evidence(
        "\(positive) of \(values.count) values of ln q are above 0, which no probability has"
          + (positive == values.count ? "; with the other sign they may be right." : "."))
    }
    var known: [ArraySlice<UInt64>: Double] = [:]
    // What is less probable adds e⁻³ at most, and is left out.
    for (index, value) in values.enumerated() where value > -log(Double(values.count)) - 3 {
      known[weighing.samples.packed(index)] = value
    }
    let sum = known.values.reduce(0) { $0 + exp($1) }
    guard sum > 1 + 1e-3 else { return nil }
    return evidence(
      "The probabilities of \(known.count) configurations add up to \(brief(sum, 2)), more than 1."
    )
  }

  /// Above 0 by less than this is rounding of half precision.
  private static let rounding = 1e-3

  /// A factor by which ln q would be true, in a sentence.
  private static func likelyFactor(_ weights: ImportanceWeights, _ weighing: Weighing) -> String? {
    guard let values = weighing.logProbabilities else { return nil }
    let sites = Double(weighing.ensemble.lattice.siteCount)
    let factors = [
      ("the logarithm is to the base 2", 0.6931471805599453),
      ("the logarithm is to the base 10", 2.302585092994046), ("it is given per site", sites),
    ]
    for (cause, factor) in factors {
      let scaled = ImportanceWeights(
        logWeights: zip(weights.logWeights, values).map { $0 + $1 - factor * $1 },
        effectiveCount: weights.effectiveCount)
      guard scaled.effectiveFraction > 0.1, abs(scaled.logMeanWeight.value) < 0.5 else { continue }
      return "It looks as if \(cause): \(decimal(factor, 4)) times as large it would be true."
    }
    return nil
  }

  /// What explains a mean other than 1, in a sentence.
  private static func likelyCause(_ weights: ImportanceWeights, _ weighing: Weighing) -> String? {
    if let factor = likelyFactor(weights, weighing) { return factor }
    let offset = weights.logMeanWeight
    let stranger =
      "ln q does not belong to these samples: another order, another model or another sign?"
    guard offset.value.isFinite else { return stranger }
    let half = 0.6931471805599453
    if weighing.ensemble.isSpinFlipSymmetric, abs(offset.value + half) < 0.1 {
      return
        "The samples cover half of the ensemble's mass: one of two modes is missing, or ln q is "
        + "0.69 too large."
    }
    guard abs(offset.value) < 3 else { return stranger }
    // A constant leaves reweighted means as they are.
    if case .exact(let law) = weighing.reference.energy {
      let energy = weights.reweightedMean(of: weighing.energies.map { Double($0) })
      guard abs(energy.value - law.mean) < 5 * energy.standardError else {
        return stranger + " No constant explains it, for reweighted energies are wrong too."
      }
    }
    // With the constant taken off, p/q has mean 1 and KL is at least zero; a large rest speaks against it.
    let rest = weights.logWeights.reduce(0, -) / Double(weights.logWeights.count) + offset.value
    return "A constant would explain it: ln q is too \(offset.value < 0 ? "large" : "small") by "
      + "\(decimal(abs(offset.value), 3)) nats, which leaves KL = \(brief(rest, 2)) nats."
  }
}

extension Check where Self == LikelihoodConsistency {
  /// Is ln q the law that the samples have?
  public static var likelihoodConsistency: LikelihoodConsistency { LikelihoodConsistency() }
}
