/// A distance of samples from a reference: estimate, interval, and what noise alone would give.
public struct DistanceEstimate: Sendable, Equatable {
  /// What is measured.
  public let distance: Distance
  /// The distance of the observed frequencies from the reference. Noise makes it too large, by about
  /// the noise floor where the true distance is small.
  public let plugIn: Double
  /// The estimate without that bias, not negative: the distance at which the plug-in value would be
  /// the median.
  public let value: Double
  /// The 95 % confidence interval of the true distance.
  public let interval: ClosedRange<Double>
  /// The mean plug-in value of perfect samples of the same effective size.
  public let noiseFloor: Double
}

/// All distances of observed counts from a reference, with bias removed and with intervals.
///
/// The plug-in distance is biased upwards, and near zero bootstrap percentiles do not cover the truth.
/// So the intervals come from inverting tests: along a path of distributions that leads from the
/// reference through the observed frequencies (`ResamplingPath`), the limits are the distances at
/// which the observed plug-in value would be the 2.5 % and the 97.5 % quantile, the estimate the one
/// at which it would be the median; the replicates are multinomial at the effective count.
///
/// - Where perfect samples exceed the observation with more than 2.5 %, the lower limit is 0.
/// - For the upper limit the observation counts as not below the median of perfect samples. Without
///   that, a lucky observation would give an interval of length zero.
/// - The total variation distance sums the noise of many bins, and the Wasserstein-1 distance
///   accumulates it, so for them the direction in which the truth lies matters. Where noise matters,
///   their limits hold for the worst direction: see `DistanceEstimator`.
///
/// In simulations with 20 to 10,000 samples of 2 to 60 levels, the intervals covered 94 to 98 % at true
/// distances from zero to many times the noise floor. With 20 samples and a reference that is far off,
/// it can be 90 %, because rare levels are then not observed at all.
///
/// - Parameters:
///   - counts: observed counts, one for each level of the distribution.
///   - outside: observations at levels that the distribution does not allow. They make KL infinite;
///     their distance in levels is only known from their values, which the other overload takes.
///   - distribution: the reference.
///   - effectiveCount: the number of independent samples that carry the same information.
///   - generator: a source of randomness; one word is taken from it.
/// - Returns: one estimate for each distance, in the order of `Distance.allCases`. With `outside` > 0
///   the Wasserstein-1 distance is that of the samples at allowed levels, with the interval [0, ∞].
/// - Precondition: at least one observation.
public func estimateDistances(
  counts: [Int], outside: Int, distribution: DiscreteDistribution, effectiveCount: Double,
  using generator: inout some RandomNumberGenerator
) -> [DistanceEstimate] {
  precondition(outside >= 0)
  guard outside > 0 else {
    return estimateDistances(
      counts: counts, outside: [], distribution: distribution, effectiveCount: effectiveCount,
      using: &generator)
  }
  let beyond = distribution.levels.last! + 1
  let estimates = estimateDistances(
    counts: counts, outside: [(beyond, outside)], distribution: distribution,
    effectiveCount: effectiveCount, using: &generator)
  let inside = counts.reduce(0, +)
  return estimates.map { estimate in
    guard estimate.distance == .wasserstein1 else { return estimate }
    let known =
      inside > 0
      ? distance(
        .wasserstein1, levels: distribution.levels, counts.map { Double($0) / Double(inside) },
        distribution.probabilities) : 0
    return DistanceEstimate(
      distance: .wasserstein1, plugIn: known, value: known, interval: 0...Double.infinity,
      noiseFloor: estimate.noiseFloor)
  }
}

/// All distances of observed counts from a reference, where some observations are at known levels that
/// the reference does not allow.
///
/// - Parameters:
///   - generator: of the random numbers.
///   - counts: how often each level was seen.
///   - distribution: the law under the hypothesis.
///   - effectiveCount: n_eff.
///   - outside: such levels, ascending, with their counts, as `Histogram.aligned` gives them.
public func estimateDistances(
  counts: [Int], outside: [(level: Int, count: Int)], distribution: DiscreteDistribution,
  effectiveCount: Double, using generator: inout some RandomNumberGenerator
) -> [DistanceEstimate] {
  precondition(counts.count == distribution.count && effectiveCount > 0)
  var bins = Dictionary(
    uniqueKeysWithValues: distribution.levels.indices.map {
      (distribution.levels[$0], (count: counts[$0], probability: distribution.probabilities[$0]))
    })
  for (level, count) in outside where count > 0 {
    bins[level, default: (0, 0)].count += count
  }
  let occupied = bins.filter { $1.count > 0 || $1.probability > 0 }.sorted { $0.key < $1.key }
  let total = occupied.reduce(0) { $0 + $1.value.count }
  precondition(total > 0, "a distance needs at least one observation")
  var estimator = DistanceEstimator(
    levels: occupied.map(\.key), counts: occupied.map(\.value.count),
    reference: occupied.map(\.value.probability),
    effectiveCount: min(effectiveCount, Double(total)), using: &generator)
  return estimator.estimates()
}
