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
/// far off, the smaller of it and McDiarmid's bound is returned: changing one of n samples changes d by
/// at most c/n, so P(d ≥ E d + t) ≤ exp(-2 n t²/c²), with c = 1 for the total variation distance and
/// the range of the levels for Wasserstein-1 (C. McDiarmid, in *Surveys in Combinatorics*, 1989). E d
/// is the mean over the replicates plus four of its standard errors.
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
    let scaled = max(0, excess) / range
    pValue = min(pValue, exp(-2 * Double(replicateCount) * scaled * scaled))
  }
  return DistanceTest(
    distance: distance, statistic: observed, pValue: pValue, replicates: outcome.replicates,
    exceedances: outcome.exceedances)
}
