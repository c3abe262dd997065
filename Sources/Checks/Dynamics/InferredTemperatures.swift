import Comparisons
import Judgement
import SpinSystems
import Statistics

/// Do three ways to infer β from the samples agree?
///
/// By the mean of H, by the share of samples with an H of at most the median, and by the orientation of
/// opposite neighbours (`ExchangeOrientation`). The first is the β at which ⟨H⟩ is the samples' own, whatever β
/// was claimed. About it each is β plus the mean of an influence function,
///
///     -(H - ⟨H⟩)/Var H,   (1[H ≤ h] - P(H ≤ h))/(-Cov(1[H ≤ h], H)),   -Σ d u_d / Σ d² n_d σ(1 - σ),
///
/// so differences of two of them have mean zero for samples of any temperature: what is found is not a wrong
/// temperature but no temperature at all.
public struct InferredTemperatures: Check {
  public let identifier = "inferred-temperatures"
  public let title = "Temperatures inferred three ways"
  public let summary = "β by ⟨H⟩, by the median of H and by orientations of pairs must agree."
  public let explanation = Explanation(
    equation: "β by ⟨H⟩, β by the share below the median of H, β by orientations of pairs: equal",
    sees: "Samples that are of no temperature: mixtures, starts without burn-in, a model that "
      + "is right in the mean only.",
    blindTo: "A wrong temperature, which all three ways share; the other checks see that.",
    fault: "no-burn-in")

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    if let remark = weighing.foreignReferenceRemark { return .notApplicable(remark) }
    guard case .exact(let claimed) = weighing.reference.energy, claimed.count > 1 else {
      return .notApplicable("The exact P(H) is not known here, or holds one energy only.")
    }
    guard let (law, theta) = claimed.tilted(toMean: Moments(of: weighing.energies).mean) else {
      return .notApplicable("No β has the samples' mean energy.")
    }
    guard weighing.ensemble.lattice.size >= 3, weighing.inspected.count == weighing.count else {
      return .notApplicable(
        "Looked at for L ≥ 3 and up to \(Weighing.largestInspectedCount) samples.")
    }
    // P(H) at β is that at the claimed one times exp(-(β - claimed) H).
    let beta = weighing.ensemble.inverseTemperature - theta
    let classes = ExchangeClasses(
      weighing.inspected, .all(on: weighing.ensemble.lattice), range: 0..<weighing.count)
    let costs = ExchangeClasses.costs
    let information = costs.indices.reduce(0.0) {
      let p = ExchangeClasses.dearerProbability(costs[$1], beta)
      return $0 + costs[$1] * costs[$1] * classes.totals.pairs[$1] * p * (1 - p)
    }
    guard information > 0, law.probabilities.max()! <= 0.5 else {
      return .notApplicable("So cold that one energy holds most samples, and all β look alike.")
    }
    // The level at which P(H ≤ h) first reaches one half.
    var (half, share, covariance) = (law.levels[0], 0.0, 0.0)
    for (level, probability) in zip(law.levels, law.probabilities) where share < 0.5 {
      half = level
      share += probability
      covariance += probability * (Double(level) - law.mean)
    }
    guard share < 1, covariance < 0 else {
      return .notApplicable("The median of H is its largest value.")
    }
    let scores = classes.scores(at: beta)
    let byMean = weighing.energies.map { -(Double($0) - law.mean) / law.variance }
    let byMedian = weighing.energies.map { ((Int($0) <= half ? 1 : 0) - share) / -covariance }
    let byPairs = (0..<classes.count).map { index in
      -Double(weighing.count) / information
        * costs.indices.reduce(0) { $0 + costs[$1] * scores[$1][index] }
    }
    let ways = [("⟨H⟩", byMean), ("the median of H", byMedian), ("pairs", byPairs)]
    let blocks = IndependentBlocks(
      [zip(byMean, byMedian).map(-), zip(byMean, byPairs).map(-)], inOrder: weighing.order)
    guard blocks.suffice, blocks.columns[0].count >= 2 else {
      return .evidence(
        Evidence(
          effectiveSampleCount: max(1, Double(weighing.count) / (2 * blocks.slowestTime)),
          detail: "The chain is too short to compare temperatures."))
    }
    var generator = weighing.streams.stream("inferred temperatures", for: weighing.ensemble)
    let scales = Self.inverseVariances(of: blocks.columns)
    guard scales.allSatisfy({ $0 > 0 }) else {
      return .notApplicable("The samples vary too little to infer β from them.")
    }
    let test = VanishingMeansTest(blocks, weights: scales, using: &generator)
    let estimates = ways.map { name, influence -> Evidence.Measure in
      let moments = Moments(of: influence)
      let size = weighing.order.size(of: influence)
      let interval = MeanInterval(variance: moments.variance, range: 0, size: size)
      return .init(
        "β by \(name)", beta + moments.mean, interval: interval.around(beta + moments.mean),
        unit: "1/J")
    }
    let intervals = test.means.indices.map {
      MeanInterval(
        variance: test.variances[$0], range: 0, effectiveCount: test.effectiveCount,
        simultaneous: 2)
    }
    let worst = abs(test.means[0]) > abs(test.means[1]) ? 0 : 1
    let isKnown = blocks.effectiveCount >= VectorMeanTest.fewestSamples
    return weighing.examination(
      Evidence(
        statistic: .init("Σz²", test.statistic), pValue: isKnown ? test.pValue : nil,
        effect: Effect(
          name: "β by ⟨H⟩ - β by \(ways[worst + 1].0)", value: test.means[worst],
          interval: intervals[worst].around(test.means[worst]),
          tolerance: weighing.tolerances.inverseTemperature, unit: "1/J"),
        effectiveSampleCount: blocks.effectiveCount, detectable: intervals[worst].detectable,
        measures: estimates,
        detail: estimates.map { "\($0.name) is \(decimal($0.value, 4))" }.joined(separator: ", ")
          + "; claimed \(decimal(weighing.ensemble.inverseTemperature, 4))."))
  }

  private static func inverseVariances(of columns: [[Double]]) -> [Double] {
    columns.map {
      let variance = Moments(of: $0).variance
      return variance > 0 ? 1 / variance : 0
    }
  }
}

extension Check where Self == InferredTemperatures {
  /// Do three ways to infer β from the samples agree?
  public static var inferredTemperatures: InferredTemperatures { InferredTemperatures() }
}
