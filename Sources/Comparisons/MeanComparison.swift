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
  /// Of a difference at least this large, if there were none; nil where the samples are too few
  /// autocorrelation times to have one.
  public let pValue: Double?
  /// The 95 % interval of the difference, with the errors of both sides.
  public let interval: MeanInterval
  /// What the samples are worth for this function.
  public let size: EffectiveSize

  /// Observed - expected.
  public var difference: Double { observed - expected }
  /// The samples' effective number for this function.
  public var effectiveCount: Double { size.count }

  /// - Parameter pValue: as if the samples' worth were known.
  init(
    observed: Double, expected: Double, statistic: Evidence.Statistic, pValue: Double,
    guardedBy lower: Double, interval: MeanInterval, size: EffectiveSize
  ) {
    self.observed = observed
    self.expected = expected
    self.statistic = statistic
    self.pValue = size.isKnown ? max(size.studentized(pValue), lower) : nil
    self.interval = interval.agreeing(withPValue: self.pValue, of: observed - expected)
    self.size = size
  }
}

extension LevelReference {
  /// The level about which moments can be taken: the one nearest to the exact mean, or to the mean of both
  /// samples together, which does not depend on which of them a value belongs to.
  ///
  /// Moments about a level lie on a lattice, so that their sum has an exact law where excitations are
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
  /// where rare events decide. The means of batches are a lower guard for correlated samples.
  ///
  /// - Parameters:
  ///   - samples: the observable along the samples.
  ///   - function: of the level, whose mean is compared.
  ///   - generator: of the random splits.
  public func compareMean(
    of samples: SampledLevels, using generator: inout Xoshiro256PlusPlus,
    function: (Int) -> Double
  ) -> MeanComparison {
    let size = samples.size(of: function)
    let observed = samples.histogram.moments(of: function)
    switch self {
    case .exact(let distribution):
      let mean = distribution.expectation(of: function)
      let variance = distribution.expectation { (function($0) - mean) * (function($0) - mean) }
      // A sum of n_eff draws has no place between two values: what is off by less than one is not off.
      let grain =
        size.count < Double(size.sampleCount)
        ? distribution.smallestStep(of: function) / size.count : 0
      let deviation = observed.mean - mean
      let rounded = mean + (deviation < 0 ? -1 : 1) * max(0, abs(deviation) - grain)
      let test = meanTest(
        observedMean: rounded, effectiveCount: size.count, of: distribution, function: function)
      // The wider of the reference's and the samples' own scatter, so that neither a model that
      // fluctuates too little nor a few lucky samples make the interval too short.
      return MeanComparison(
        observed: observed.mean, expected: mean,
        statistic: .init(
          "z", deviation == 0 ? 0 : deviation / (variance / size.count).squareRoot()),
        pValue: test.pValue,
        guardedBy: samples.batchPValue(of: function, against: mean, error: 0),
        interval: MeanInterval(
          variance: max(variance, observed.variance), range: 0, size: size),
        size: size)
    case .sampled(let own):
      let ownSize = own.size(of: function)
      let test = twoSampleMeanTest(
        samples.histogram, effectiveCount: size.count, own.histogram,
        effectiveCount: ownSize.count, using: &generator, function: function)
      let ownVariance = own.histogram.moments(of: function).variance
      let ownError = (ownVariance / ownSize.count).squareRoot()
      return MeanComparison(
        observed: test.welch.means.0, expected: test.welch.means.1,
        statistic: .init("t", test.welch.statistic, degreesOfFreedom: test.welch.degreesOfFreedom),
        pValue: ownSize.studentized(test.pValue),
        guardedBy: samples.batchPValue(
          of: function, against: test.welch.means.1, error: ownError),
        interval: MeanInterval(
          squaredErrors: (
            max(observed.variance, ownVariance) / size.count, ownError * ownError
          ), effectiveCounts: (size.count, ownSize.count), range: 0),
        size: size)
    }
  }
}

extension SampledLevels {
  /// The p-value of the mean of f(level) by the means of batches; 0 where the samples are no chain and
  /// need no guard.
  func batchPValue(of function: (Int) -> Double, against expected: Double, error: Double) -> Double
  {
    guard order == .correlated, let batches = BatchMeans(series(of: function)) else { return 0 }
    return batches.pValue(against: expected, expectedError: error)
  }
}

extension DiscreteDistribution {
  /// The smallest difference of f between neighbouring levels; 0 where there is one level.
  fileprivate func smallestStep(of function: (Int) -> Double) -> Double {
    let values = levels.map(function)
    return zip(values, values.dropFirst()).map { abs($0 - $1) }.filter { $0 > 0 }.min() ?? 0
  }
}
