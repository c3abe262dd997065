import Glibc
import Judgement
import Randomness
import References
import SpinSystems
import Statistics

/// The variance of an integer observable, in samples beside a reference.
///
/// It is the samples' own, s² = Σ (x - x̄)²/(n - 1) about their own mean, which is what anybody computes
/// from the file.
public struct VarianceComparison {
  /// s² of the samples.
  public let observed: Double
  /// The reference's.
  public let expected: Double
  /// (s² - σ²) over its standard error.
  public let statistic: Evidence.Statistic
  /// Nil where the samples are too few, or too few autocorrelation times, to have one.
  public let pValue: Double?
  /// The 95 % interval of the difference.
  public let interval: MeanInterval
  /// What the samples are worth for the squares of deviations, or for the values where that is less.
  public let size: EffectiveSize

  public var difference: Double { observed - expected }
}

extension LevelReference {
  /// Compares the variance of `samples` with the reference's.
  ///
  /// Squares (x - x̄)² n/(n - 1) are a series like any other, and their mean is s². Of a chain they are tested
  /// by `SeriesMeanTest`. Independent ones against an exact law by the normal law of their mean, where that
  /// is not skewed by more than `VectorMeanTest.largestSkewnessRatio`, else by sets of n draws from the law:
  /// twice the rank of s² among them. Against samples by Welch's test.
  public func compareVariance(
    of samples: SampledLevels, using generator: inout Xoshiro256PlusPlus
  ) -> VarianceComparison {
    let own = samples.histogram.moments { Double($0) }
    let n = Double(samples.values.count)
    let besselFactor = n > 1 ? n / (n - 1) : 1
    func square(_ level: Int) -> Double {
      let deviation = Double(level) - own.mean
      return deviation * deviation * besselFactor
    }
    let squares = samples.histogram.moments(of: square)
    // Squares forget faster than the values, but not where rare long excursions make the variance, of which
    // a chain may have seen none: the slower of the two counts.
    let size = EffectiveSize.least(samples.size(of: square), samples.size { Double($0) })
    let expected: (variance: Double, ofSquares: Double, skewness: Double, error: Double)
    var count = size.count
    switch self {
    case .exact(let distribution):
      let second = distribution.variance
      let ofSquares = max(0, distribution.centralMoment(4) - second * second)
      let third = distribution.expectation { level in
        let deviation = Double(level) - distribution.mean
        return pow(deviation * deviation - second, 3)
      }
      expected = (
        second, ofSquares, ofSquares > 0 ? abs(third) / (ofSquares * ofSquares.squareRoot()) : 0, 0
      )
    case .sampled(let reference):
      let theirs = reference.histogram.moments { Double($0) }
      func square(_ level: Int) -> Double {
        (Double(level) - theirs.mean) * (Double(level) - theirs.mean)
      }
      let ofSquares = reference.histogram.moments(of: square)
      let ownSize = reference.size(of: square)
      expected = (
        theirs.variance, ofSquares.variance,
        ofSquares.variance > 0
          ? abs(ofSquares.thirdCumulant) / pow(ofSquares.variance, 1.5) : .infinity,
        (ofSquares.variance / ownSize.count).squareRoot()
      )
      count = 1 / (1 / count + 1 / ownSize.count)
    }
    let difference = own.variance - expected.variance
    // Under the hypothesis the scatter is the reference's.
    let error = (expected.ofSquares / size.count + expected.error * expected.error).squareRoot()
    let z = difference == 0 ? 0 : difference / error
    var pValue: Double?
    if samples.order == .correlated {
      // By the reference's scatter too: a chain that missed a rare stretch knows too little of its own.
      pValue =
        size.isKnown
        ? max(
          size.studentized(normalTwoSidedPValue(z)),
          SeriesMeanTest(
            samples.series(of: square), expected: expected.variance, expectedError: expected.error,
            size: size
          ).pValue) : nil
    } else if expected.skewness <= VectorMeanTest.largestSkewnessRatio * count.squareRoot() {
      pValue = normalTwoSidedPValue(z)
    } else if case .exact(let distribution) = self, n > 1 {
      pValue = varianceRank(
        of: own.variance, distribution: distribution, count: max(2, Int(size.count.rounded())),
        using: &generator)
    } else if case .sampled(let reference) = self {
      let centre = own.mean
      let theirs = reference.histogram.moments { Double($0) }.mean
      let pooled =
        (centre * size.count + theirs * reference.size.count)
        / (size.count + reference.size.count)
      pValue =
        twoSampleMeanTest(
          samples.histogram, effectiveCount: size.count, reference.histogram,
          effectiveCount: reference.size.count, using: &generator
        ) { (Double($0) - pooled) * (Double($0) - pooled) }.pValue
    }
    let interval = MeanInterval(
      variance: max(squares.variance, expected.ofSquares)
        + expected.error * expected.error * size.count,
      range: 0, size: size)
    return VarianceComparison(
      observed: own.variance, expected: expected.variance, statistic: .init("z", z),
      pValue: pValue, interval: interval.agreeing(withPValue: pValue, of: difference), size: size)
  }
}
