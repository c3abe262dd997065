import SpinSystems
import Storage

/// Perfect samples that a model has scored: they show what its own samples cannot, what it misses.
public struct LikelihoodProbe: Sendable {
  /// Independent draws from exactly the ensemble.
  public let samples: SampleSet
  /// ln q of each; -∞ where the model cannot make it.
  public let logProbabilities: [Double]

  /// Samples of the ensemble with their scores.
  ///
  /// - Throws: `WeighingError` where there are not as many of one as of the other, or fewer than two.
  public init(samples: SampleSet, logProbabilities: [Double]) throws(WeighingError) {
    guard samples.count == logProbabilities.count, samples.count >= 2 else {
      throw .logProbabilityCount(found: logProbabilities.count, wanted: samples.count)
    }
    self.samples = samples
    self.logProbabilities = logProbabilities
  }
}
