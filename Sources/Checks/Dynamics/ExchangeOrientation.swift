import Comparisons
import Judgement
import SpinSystems
import Statistics

/// Given all other spins, is every pair of opposite neighbours oriented as its energies demand?
///
/// Exchanging a pair of opposite neighbours keeps ΣS and changes H by ΔE. Given the rest, the pair is
/// in the state with the higher energy with probability σ(-|ΔE|/T), σ(x) = 1/(1 + e⁻ˣ), for any L, any
/// ΣS and also where ΣS is free. No reference is needed, and no mixing: the law holds in whatever place and
/// orientation the stripes are. One of two tests:
///   - all pairs, where each class of them has enough in the dearer state: the scores u = (pairs in the
///     dearer state) - (pairs)·σ(-d/T) of the classes d = 4, 8, 12 have mean zero. Pairs of one configuration
///     are not independent, so scores are summed per configuration, and Hotelling's test, or that of a chain
///     mode by mode, sees those sums.
///   - else pairs that do not touch: exact at any temperature, but a twelfth of the pairs.
///
/// Which of them is decided by the numbers of pairs, of which their orientations are independent. Where a few
/// configurations make a class too skewed for normal theory, both are made; the p-value of the latter counts a
/// hundred times, so that the former is left nearly as it is.
public struct ExchangeOrientation: Check {
  public let identifier = "exchange-orientation"
  public let title = "Orientation of opposite neighbours"
  public let summary =
    "Given the rest, a pair's orientation is logistic in ΔE/T; implies β (no reference)."
  public let explanation = Explanation(
    equation: "P(pair in the dearer orientation | rest) = 1/(1 + exp(|ΔE|/T))",
    sees: "A wrong temperature or energy of single bonds, without any reference, at any L, in "
      + "any phase.",
    blindTo: "Everything that leaves the local weights right: which stripe, which sign, rare "
      + "modes.",
    fault: "shared-bond",
    references: [
      "H. B. Callen, Phys. Lett. 4, 161 (1963), for the exchange of a pair in place of a "
        + "spin"
    ])

  /// A class enters the test of all pairs once this many are expected in the dearer state; below, their
  /// number is a small Poisson count to which normal theory does not apply.
  static let smallestExpectedCount = 400.0

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    let lattice = weighing.ensemble.lattice
    guard lattice.size >= 3 else {
      return .notApplicable("At L = 2 both neighbours along an axis are the same site.")
    }
    let beta = weighing.ensemble.inverseTemperature
    let classes = ExchangeClasses(
      weighing.inspected, .all(on: lattice), range: 0..<weighing.inspected.count)
    let total = classes.totals.pairs.reduce(0, +)
    guard total > 0 else {
      return .notApplicable("No configuration has opposite neighbours whose exchange costs energy.")
    }
    if let remark = weighing.foreignReferenceRemark { return .notApplicable(remark) }
    let scores = classes.scores(at: beta)
    let pooled = classes.pooledScores(at: beta)
    let size = weighing.order.size(of: pooled)
    let effectiveCount = size.count
    let count = Double(weighing.inspected.count)

    let test =
      allPairsTest(weighing, classes, scores, size)
      ?? codedTest(weighing, size)

    // Pairs in the dearer state beyond the expected number, per site; there are two pairs a site.
    let norm = count * Double(lattice.siteCount)
    let value = pooled.reduce(0, +) / norm
    let variance = pooled.reduce(0) { $0 + $1 * $1 } * count / (norm * norm)
    let interval = MeanInterval(variance: variance, range: 2, size: size)

    var measures: [Evidence.Measure] = []
    var implied = "β cannot be inferred: no pair is in its dearer state."
    if let estimate = ImpliedInverseTemperature(
      classes, inflation: count / effectiveCount)?.estimate
    {
      measures.append(
        .init("inverse temperature", estimate.value, interval: estimate.interval, unit: "1/J"))
      implied =
        "The pairs imply β = \(decimal(estimate.value, 4)) ± \(decimal(estimate.standardError, 4)), "
        + "claimed \(decimal(beta, 4))."
    }
    return .evidence(
      Evidence(
        statistic: test.statistic, pValue: size.isKnown ? test.pValue : nil,
        hasDiscreteLaw: test.isDiscrete || weighing.excitationsAreRare,
        effect: Effect(
          name: "pairs in the dearer orientation, observed - expected", value: value,
          interval: interval.around(value), tolerance: weighing.tolerances.orientation,
          unit: "per site"),
        effectiveSampleCount: effectiveCount, detectable: interval.detectable,
        measures: measures, detail: implied + " \(Int(total)) pairs."))
  }

  private typealias Test = (statistic: Evidence.Statistic?, pValue: Double?, isDiscrete: Bool)

  /// The test of the classes that have enough pairs in the dearer state; rarer classes are added to the
  /// last one that has. Nil where none has. Directions that a few configurations make too skewed for it are
  /// left to the test of pairs that do not touch.
  private func allPairsTest(
    _ weighing: Weighing, _ classes: ExchangeClasses, _ scores: [[Double]], _ size: EffectiveSize
  ) -> Test? {
    let beta = weighing.ensemble.inverseTemperature
    let share = size.count / Double(size.sampleCount)
    var tested: [[Double]] = []
    for (k, pairs) in classes.totals.pairs.enumerated() {
      let expected = pairs * ExchangeClasses.dearerProbability(ExchangeClasses.costs[k], beta)
      if expected * share >= Self.smallestExpectedCount {
        tested.append(scores[k])
      } else if let last = tested.popLast() {
        tested.append(zip(last, scores[k]).map(+))
      }
    }
    guard !tested.isEmpty else { return nil }
    let zeros = tested.map { _ in 0.0 }
    if weighing.order == .correlated {
      let test = ModeMeansTest(tested, expected: zeros)
      return test.rank == 0 ? nil : (test.statistic.map { .init("t", $0) }, test.pValue, false)
    }
    let test = VectorMeanTest(
      tested, expected: zeros, effectiveCount: share * Double(classes.count))
    guard let pValue = test.pValue else { return nil }
    let statistic = test.statistic.map {
      Evidence.Statistic("T²", $0, degreesOfFreedom: Double(test.rank))
    }
    guard test.skewedDirections > 0 else { return (statistic, pValue, false) }
    let coded = codedTest(weighing, size).pValue ?? 1
    return (statistic, min(1, pValue / 0.99, 100 * coded), true)
  }

  /// The test of pairs that do not touch.
  private func codedTest(_ weighing: Weighing, _ size: EffectiveSize) -> Test {
    let coded = CodedOrientationTest(
      weighing.inspected, inverseTemperature: weighing.ensemble.inverseTemperature,
      effectiveFraction: size.count / Double(size.sampleCount))
    return (nil, coded.pValue.map(size.studentized), true)
  }
}

extension Check where Self == ExchangeOrientation {
  /// Given all other spins, is every pair of opposite neighbours oriented as its energies demand?
  public static var exchangeOrientation: ExchangeOrientation { ExchangeOrientation() }
}
