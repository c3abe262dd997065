import Judgement
import Randomness
import References
import SpinSystems
import Statistics

/// The distribution of an integer observable in samples, beside a reference.
public struct LevelComparison: Sendable {
  /// The reference's probabilities, or frequencies, over its own levels and those that only samples
  /// have.
  public let reference: DiscreteDistribution
  /// The samples' counts over the levels of `reference`.
  public let counts: [Int]
  /// What the samples are worth for the mean of the level.
  public let size: EffectiveSize
  /// Distances between the two, without bias and with intervals that hold the errors of both.
  public let distances: [DistanceEstimate]
  /// Levels that the reference has.
  public let knownLevelCount: Int
  private let basis: Basis
  private let samples: SampledLevels
  /// The test by which chains are guarded against the slow part of their correlations; nil where there is
  /// no chain or no exact law.
  private let levelModes: LevelModesTest?

  /// n_eff of the samples.
  public var effectiveCount: Double { size.count }

  private enum Basis {
    /// Over the levels of `reference`.
    case exact
    /// Both sides are samples.
    case sampled(TwoSampleCounts)
  }

  /// Whether the reference has an error of its own.
  public var isSampled: Bool { if case .sampled = basis { true } else { false } }

  /// Holds samples against a reference.
  ///
  /// - Parameters:
  ///   - samples: the levels of the samples.
  ///   - reference: what they are held against.
  ///   - generator: of the bootstrap behind the distances' intervals.
  public init(
    of samples: SampledLevels, with reference: LevelReference,
    using generator: inout Xoshiro256PlusPlus
  ) {
    let own = reference.distribution
    let aligned = samples.histogram.aligned(with: own)
    let known = zip(own.levels, zip(own.probabilities, aligned.counts)).map {
      (level: $0.0, probability: $0.1.0, count: $0.1.1)
    }
    let unknown = aligned.outside.map { (level: $0.level, probability: 0.0, count: $0.count) }
    // A level of probability 0 that the reference lists is among both.
    let all = Dictionary((known + unknown).map { ($0.level, $0) }) { $0.count > 0 ? $0 : $1 }
      .values.sorted { $0.level < $1.level }
    self.reference = DiscreteDistribution(
      levels: all.map(\.level), probabilities: all.map(\.probability))
    counts = all.map(\.count)
    size = samples.size
    self.samples = samples
    knownLevelCount = own.count
    let distanceCount: Double
    switch reference {
    case .exact:
      basis = .exact
      distanceCount = samples.effectiveCount
    case .sampled(let levels):
      let both = TwoSampleCounts(
        samples.histogram, effectiveCount: samples.effectiveCount, levels.histogram,
        effectiveCount: levels.effectiveCount)
      basis = .sampled(both)
      // The difference of two samples scatters as one sample of the harmonic number does about an
      // exact distribution.
      distanceCount = both.harmonicCount
    }
    if samples.order == .correlated, case .exact = reference {
      levelModes = LevelModesTest(samples.values, distribution: self.reference)
    } else {
      levelModes = nil
    }
    distances = estimateDistances(
      counts: counts, outside: 0, distribution: self.reference, effectiveCount: distanceCount,
      using: &generator)
  }

  /// The measure of relative entropy that this reference allows.
  ///
  /// Of a sampled reference it is the Jensen-Shannon divergence, which is KL/4 for distributions that
  /// are close, so a fourth of the tolerance goes with it.
  ///
  /// - Parameter tolerance: the largest KL(samples ‖ reference) of no consequence, in nats.
  /// - Returns: its name, the estimate, the tolerance that goes with it, and a remark for the reader.
  public func divergence(
    tolerance: Double
  ) -> (name: String, estimate: DistanceEstimate, tolerance: Double, remark: String) {
    switch basis {
    case .exact:
      ("KL(samples ‖ reference)", distances[.kullbackLeibler], tolerance, "")
    case .sampled:
      (
        "Jensen-Shannon divergence", distances[.jensenShannon], tolerance / 4,
        " Against a sampled reference KL cannot be told from infinite."
      )
    }
  }

  /// A test statistic with its p-value.
  public struct Test: Sendable {
    public var statistic: Evidence.Statistic
    /// Nil where the samples are too few autocorrelation times to have one.
    public var pValue: Double?
    /// "12 bins", "6 polynomials of the level".
    public var terms: String
  }

  /// Of a chain against an exact reference the test by polynomials of the level, each with its own
  /// autocorrelation time; else Pearson's χ² with merged levels.
  public func modesTest() -> Test? {
    if let levelModes {
      return levelModes.statistic.map {
        Test(
          statistic: .init("t", $0), pValue: levelModes.pValue,
          terms: "\(levelModes.count) polynomials of the level, each with its own τ")
      }
    }
    return chiSquareTest().map {
      Test(
        statistic: .init("χ²", $0.statistic, degreesOfFreedom: $0.degreesOfFreedom),
        pValue: guarded($0.pValue), terms: "\($0.binCount) bins of \(knownLevelCount) levels")
    }
  }

  /// A p-value that took n_eff of the mean of the level as known and as that of every other statistic.
  ///
  /// The first is corrected by Student's law. The second errs on the safe side where the mean is the slowest;
  /// where a slower part hides behind it, the p-value is at least that of the polynomials.
  private func guarded(_ pValue: Double) -> Double? {
    guard size.isKnown else { return nil }
    let corrected = size.studentized(pValue)
    guard let levelModes else { return corrected }
    return levelModes.pValue.map { max(corrected, $0) }
  }

  /// Pearson's χ² with merged levels. Against an exact reference, samples at levels of probability 0
  /// are left out, which are a matter for laws and for the relative entropy.
  private func chiSquareTest() -> GoodnessOfFit? {
    switch basis {
    case .exact:
      let possible = counts.indices.filter { reference.probabilities[$0] > 0 }
      return Statistics.chiSquareTest(
        counts: possible.map { counts[$0] },
        probabilities: possible.map { reference.probabilities[$0] },
        effectiveCount: effectiveCount)
    case .sampled(let both): return both.chiSquareTest()
    }
  }

  /// The G-test over every level.
  public func logLikelihoodRatioTest(using generator: inout Xoshiro256PlusPlus) -> Test? {
    let test =
      switch basis {
      case .exact:
        Statistics.logLikelihoodRatioTest(
          counts: counts, probabilities: reference.probabilities, effectiveCount: effectiveCount,
          using: &generator)
      case .sampled(let both): both.logLikelihoodRatioTest(using: &generator)
      }
    return test.map {
      Test(
        statistic: .init("G", $0.statistic, degreesOfFreedom: $0.degreesOfFreedom),
        pValue: $0.pValue == 0 ? 0 : guarded($0.pValue), terms: "\($0.binCount) levels")
    }
  }

  /// The Wasserstein-1 distance against that of perfect samples.
  public func transportTest(using generator: inout Xoshiro256PlusPlus) -> Test? {
    let test =
      switch basis {
      case .exact:
        distanceTest(
          .wasserstein1, counts: counts, distribution: reference, effectiveCount: effectiveCount,
          using: &generator)
      case .sampled(let both): both.transportTest(using: &generator)
      }
    return test.map {
      Test(
        statistic: .init("W₁", $0.statistic), pValue: $0.pValue == 0 ? 0 : guarded($0.pValue),
        terms: "")
    }
  }
}
