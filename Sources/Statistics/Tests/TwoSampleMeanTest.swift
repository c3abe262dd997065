/// The outcome of a test that the mean of a function of the level is the same in two samples.
public struct TwoSampleMeanTest: Sendable {
  /// Welch's comparison, with the effective counts of both samples.
  public let welch: WelchTest
  /// By Welch's t; by random splits where rare events, to which normal theory does not apply, make up
  /// the difference.
  public let pValue: Double
}

/// Tests that the mean of f(level) is the same in two samples.
///
/// Where the skewness γ/√n of both means is at most `VectorMeanTest.largestSkewnessRatio` in magnitude,
/// the p-value is Welch's. Else it comes from
/// random splits of counts scaled to the effective numbers, which is exact for independent draws.
public func twoSampleMeanTest(
  _ first: Histogram, effectiveCount: Double, _ second: Histogram,
  effectiveCount secondEffectiveCount: Double,
  using generator: inout some RandomNumberGenerator, function: (Int) -> Double
) -> TwoSampleMeanTest {
  let a = first.moments(of: function)
  let b = second.moments(of: function)
  let welch = welchTest(
    means: (a.mean, b.mean), variances: (a.variance, b.variance),
    effectiveCounts: (effectiveCount, secondEffectiveCount))
  let skews = [(a, effectiveCount), (b, secondEffectiveCount)].map { moments, count in
    moments.variance > 0
      ? abs(moments.thirdCumulant) / (moments.variance * (moments.variance * count).squareRoot())
      : 0
  }
  // A constant sample has no skewness, but its variance says nothing about rare events either.
  let isConstant = a.variance == 0 || b.variance == 0
  if !isConstant, skews.allSatisfy({ $0 <= VectorMeanTest.largestSkewnessRatio }) {
    return TwoSampleMeanTest(welch: welch, pValue: welch.pValue)
  }
  let counts = TwoSampleCounts(
    first, effectiveCount: effectiveCount, second, effectiveCount: secondEffectiveCount)
  return TwoSampleMeanTest(
    welch: welch, pValue: counts.meanSplitPValue(using: &generator, function: function))
}

extension Histogram {
  /// Mean, unbiased variance and third cumulant of a function of the level over the samples.
  public func moments(
    of function: (Int) -> Double
  ) -> (mean: Double, variance: Double, thirdCumulant: Double) {
    precondition(total > 0)
    let values = levels.map(function)
    let n = Double(total)
    let weights = counts.map { Double($0) }
    let mean = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / n
    var (squares, cubes) = (0.0, 0.0)
    for (value, weight) in zip(values, weights) {
      let deviation = value - mean
      squares += weight * deviation * deviation
      cubes += weight * deviation * deviation * deviation
    }
    return (mean, total > 1 ? squares / (n - 1) : 0, cubes / n)
  }

  /// The frequencies as a distribution.
  ///
  /// - Precondition: something was counted.
  public var frequencies: DiscreteDistribution {
    DiscreteDistribution(levels: levels, probabilities: counts.map { Double($0) / Double(total) })
  }
}
