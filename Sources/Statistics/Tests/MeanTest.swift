/// The outcome of a test of a sample mean against its known distribution.
public struct MeanTest: Sendable, Equatable {
  /// The mean of the function over the samples.
  public let observedMean: Double
  /// The expectation of the function under the distribution.
  public let expectedMean: Double
  /// The standard deviation of the sample mean under the distribution, σ / √n_eff.
  public let standardError: Double
  /// P(mean ≥ observed) under the distribution.
  public let upperTail: Double
  /// P(mean ≤ observed) under the distribution.
  public let lowerTail: Double

  /// The two-sided p-value min(1, 2 min(upper tail, lower tail)).
  public var pValue: Double { min(1, 2 * min(upperTail, lowerTail)) }
  /// (observed - expected) / standard error; 0 if both are 0.
  public var zScore: Double {
    let difference = observedMean - expectedMean
    return difference == 0 ? 0 : difference / standardError
  }
}

/// Tests the mean of f(level) over n samples against its distribution for n independent draws from
/// `distribution`, which is known and not estimated: there is no normal approximation, so that rare
/// excitations at low temperature, where the mean follows a Poisson-like law, are weighed correctly.
///
/// The tails are those of `SumOfDraws`: exact where single excitations matter, else by the saddlepoint
/// formula of Lugannani and Rice with the correction for lattices.
///
/// - Parameters:
///   - observedMean: the sample mean of f.
///   - effectiveCount: the number of independent samples that carry the same information. For
///     correlated samples the mean is weighed as if it were that of n_eff independent ones.
///   - distribution: the distribution of the level.
///   - function: f.
/// - Returns: p = 0 if the mean lies outside what f can reach on the support.
public func meanTest(
  observedMean: Double, effectiveCount: Double, of distribution: DiscreteDistribution,
  function: (Int) -> Double
) -> MeanTest {
  precondition(effectiveCount > 0)
  let sum = SumOfDraws(
    values: distribution.levels.map(function), probabilities: distribution.probabilities)
  let tails = sum.tails(ofMean: observedMean, count: effectiveCount)
  return MeanTest(
    observedMean: observedMean, expectedMean: sum.mean,
    standardError: (sum.variance / effectiveCount).squareRoot(),
    upperTail: tails.upper, lowerTail: tails.lower)
}
