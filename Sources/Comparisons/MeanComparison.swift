import Judgement
import Randomness
import References
import SpinSystems
import Statistics

/// The mean of a function of the level, in samples beside a reference.
public struct MeanComparison: Sendable {
  /// The samples' mean.
  public let observed: Double
  /// The reference's mean.
  public let expected: Double
  /// z against an exact reference, Welch's t against a sampled one.
  public let statistic: Evidence.Statistic
  /// Of a difference at least this large, if there were none.
  public let pValue: Double
  /// The 95 % interval of the difference, with the errors of both sides.
  public let interval: MeanInterval
  /// The samples' effective number for this function.
  public let effectiveCount: Double

  /// Observed - expected.
  public var difference: Double { observed - expected }
}

extension LevelReference {
  /// The level about which squares are taken: the one nearest to the exact mean, or to the mean of both
  /// samples together, which does not depend on which of them a value belongs to.
  ///
  /// Squares about a level lie on a lattice, so that their sum has an exact law where excitations are
  /// rare.
  public func origin(with samples: SampledLevels) -> Int {
    func nearest(_ levels: [Int], _ mean: Double) -> Int {
      levels.min { abs(Double($0) - mean) < abs(Double($1) - mean) }!
    }
    switch self {
    case .exact(let distribution): return nearest(distribution.levels, distribution.mean)
    case .sampled(let own):
      let (a, b) = (samples.histogram, own.histogram)
      let sums = [a, b].map { $0.moments { Double($0) }.mean * Double($0.total) }
      return nearest(
        Set(a.levels).union(b.levels).sorted(), (sums[0] + sums[1]) / Double(a.total + b.total))
    }
  }

  /// Compares the mean of f(level) over `samples` with the reference's.
  ///
  /// Against an exact reference by saddlepoint; against samples by Welch's test, or by random splits
  /// where rare events decide.
  ///
  /// - Parameter generator: of the random splits.
  public func compareMean(
    of samples: SampledLevels, using generator: inout Xoshiro256PlusPlus,
    function: (Int) -> Double
  ) -> MeanComparison {
    let effectiveCount = samples.effectiveCount(of: function)
    let observed = samples.histogram.moments(of: function)
    switch self {
    case .exact(let distribution):
      let test = meanTest(
        observedMean: observed.mean, effectiveCount: effectiveCount, of: distribution,
        function: function)
      let mean = distribution.expectation(of: function)
      let variance = distribution.expectation { (function($0) - mean) * (function($0) - mean) }
      // The wider of the reference's and the samples' own scatter, so that neither a model that
      // fluctuates too little nor a few lucky samples make the interval too short.
      return MeanComparison(
        observed: observed.mean, expected: mean, statistic: .init("z", test.zScore),
        pValue: test.pValue,
        interval: MeanInterval(
          variance: max(variance, observed.variance), range: 0, effectiveCount: effectiveCount),
        effectiveCount: effectiveCount)
    case .sampled(let own):
      let ownCount = own.effectiveCount(of: function)
      let test = twoSampleMeanTest(
        samples.histogram, effectiveCount: effectiveCount, own.histogram,
        effectiveCount: ownCount, using: &generator, function: function)
      let ownVariance = own.histogram.moments(of: function).variance
      return MeanComparison(
        observed: test.welch.means.0, expected: test.welch.means.1,
        statistic: .init("t", test.welch.statistic, degreesOfFreedom: test.welch.degreesOfFreedom),
        pValue: test.pValue,
        interval: MeanInterval(
          squaredErrors: (
            max(observed.variance, ownVariance) / effectiveCount, ownVariance / ownCount
          ), effectiveCounts: (effectiveCount, ownCount), range: 0),
        effectiveCount: effectiveCount)
    }
  }
}
