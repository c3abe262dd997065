import Glibc

/// The outcome of a test of a distance against that of perfect samples.
public struct DistanceTest: Sendable, Equatable {
  /// What was tested.
  public let distance: Distance
  /// The observed plug-in distance.
  public let statistic: Double
  /// The probability that perfect samples of the same effective size are at least as far off.
  public let pValue: Double
  /// The number of sets of perfect samples that were drawn.
  public let replicates: Int
  /// How many of these were at least as far from the reference.
  public let exceedances: Int
}

/// Tests whether samples are farther from the reference than perfect samples of their number.
///
/// The p-value is a sequential Monte Carlo one (Besag and Clifford 1991). Where not one replicate is as
/// far off, the smaller of it and a bound is returned, McDiarmid's (changing one of n samples changes d by
/// at most c/n, so P(d ≥ E d + t) ≤ exp(-2 n t²/c²), with c = 1 for the total variation distance and
/// the range of the levels for Wasserstein-1; C. McDiarmid, in *Surveys in Combinatorics*, 1989) or Bousquet's,
/// see `supremumTailBound`. E d is the mean over the replicates plus four of its standard errors.
///
/// - Parameters:
///   - generator: of the random numbers.
///   - distribution: the law under the hypothesis.
///   - distance: `.totalVariation` or `.wasserstein1`.
///   - counts: observed counts, one for each level of the distribution.
///   - outside: the number of observations at levels that the distribution does not allow. Any such
///     observation is impossible: p = 0.
///   - effectiveCount: the number of independent samples that carry the same information.
/// - Returns: nil without observations.
/// - Precondition: `distance` is one of the two.
public func distanceTest(
  _ distance: Distance, counts: [Int], outside: Int = 0, distribution: DiscreteDistribution,
  effectiveCount: Double, using generator: inout some RandomNumberGenerator
) -> DistanceTest? {
  precondition(distance == .totalVariation || distance == .wasserstein1)
  precondition(counts.count == distribution.count && effectiveCount > 0 && outside >= 0)
  let inside = counts.reduce(0, +)
  guard inside + outside > 0 else { return nil }
  let forbidden = zip(counts, distribution.probabilities).contains { $0 > 0 && $1 == 0 }
  let total = Double(inside + outside)
  let replicateCount = max(1, Int(min(effectiveCount, total).rounded()))
  var resampler = DistanceResampler(
    levels: distribution.levels, reference: distribution.probabilities, count: replicateCount,
    using: &generator)
  let observed = resampler.meter.distances(of: counts.map { Double($0) / total })[distance]
  if forbidden || outside > 0 {
    return DistanceTest(
      distance: distance, statistic: observed, pValue: 0, replicates: 0, exceedances: 0)
  }

  resampler.prepare(distribution.probabilities)
  var (sum, squares) = (0.0, 0.0)
  let outcome = SequentialMonteCarlo.standard.pValue(of: observed) {
    let replicate = resampler.draw()[distance]
    sum += replicate
    squares += replicate * replicate
    return replicate
  }
  var pValue = outcome.pValue
  if outcome.exceedances == 0 {
    let drawn = Double(outcome.replicates)
    let mean = sum / drawn
    let variance = max(0, squares / drawn - mean * mean)
    let excess = observed - mean - 4 * (variance / drawn).squareRoot()
    let range =
      distance == .totalVariation
      ? 1 : Double(distribution.levels.last! - distribution.levels.first!)
    let largest = distance == .totalVariation ? 0.25 : distribution.variance
    pValue = min(
      pValue,
      supremumTailBound(
        excess: max(0, excess) / range, mean: (mean + 4 * (variance / drawn).squareRoot()) / range,
        variance: largest / (range * range), count: Double(replicateCount)))
  }
  return DistanceTest(
    distance: distance, statistic: observed, pValue: pValue, replicates: outcome.replicates,
    exceedances: outcome.exceedances)
}

/// What the probability is at most that the largest of the means of n draws of functions f with 0 ≤ f ≤ 1 exceeds
/// its expectation by `excess`: the smaller of McDiarmid's bound, exp(-2 n t²), and of Bousquet's, which knows the
/// functions' variance σ²: P(Z ≥ E Z + √(2 x (σ² + 2 E Z)/n) + x/(3 n)) ≤ exp(-x) (O. Bousquet, C. R. Acad. Sci.
/// Paris I 334, 495, 2002).
///
/// The total variation distance is such a supremum over sets of levels, with σ² ≤ ¼; Wasserstein-1 one over
/// functions that change by at most 1 a level, whose variance is at most that of the level.
private func supremumTailBound(
  excess: Double, mean: Double, variance: Double, count: Double
) -> Double {
  // √(2 a x) + x / (3 n) = t, a square equation in √x.
  let a = (variance + 2 * mean) / count
  let b = 1 / (3 * count)
  let root = ((2 * a + 4 * b * excess).squareRoot() - (2 * a).squareRoot()) / (2 * b)
  return min(exp(-2 * count * excess * excess), exp(-root * root))
}
