import Comparisons
import DataFiles
import MonteCarlo
import SpinSystems

/// What a model says of the probability of its samples, by the names of files and arrays.
public struct LikelihoodFiles: Sendable {
  /// ln q of each sample.
  public var logProbability: String?
  /// ln of the weight of each sample's path.
  public var logWeights: String?
  /// Perfect samples; nil for those that `steelyard sample` draws with the same seed.
  public var probe: String?
  /// ln q of each perfect sample.
  public var probeLogProbability: String?

  /// Files by their names; none is read yet.
  public init(
    logProbability: String?, logWeights: String?, probe: String?, probeLogProbability: String?
  ) {
    self.logProbability = logProbability
    self.logWeights = logWeights
    self.probe = probe
    self.probeLogProbability = probeLogProbability
  }

  /// Whether there is anything to read.
  public var isEmpty: Bool { logProbability == nil && logWeights == nil }

  /// Why they cannot be used together; nil where they can.
  public var contradiction: String? {
    if logWeights != nil, logProbability != nil || probeLogProbability != nil {
      return "Weights of paths take the place of ln q and have no probe."
    }
    if logProbability == nil, probeLogProbability != nil || probe != nil {
      return "Scores of perfect samples go with ln q of the samples."
    }
    return probe != nil && probeLogProbability == nil
      ? "Perfect samples without the model's ln q of them say nothing." : nil
  }

  /// Reads them into `assessment` of the `count` samples in `file`.
  ///
  /// - Throws: `SampleFileError` where one is not what it should be, `ExactError` where the perfect samples are
  ///   too large to be drawn, `WeighingError` where there are more or fewer scores than perfect samples.
  public func read(
    besides file: String, count: Int, into assessment: inout Assessment
  ) throws {
    assessment.logProbabilities = try logProbability.map {
      try LogProbabilities.read($0, besides: file, count: count)
    }
    assessment.logWeights = try logWeights.map {
      try LogProbabilities.read($0, besides: file, count: count)
    }
    guard let probeLogProbability else { return }
    let ensemble = assessment.reference.ensemble
    let scores = try LogProbabilities.readAny(probeLogProbability, besides: probe ?? file)
    let samples =
      if let probe {
        try Self.perfectSamples(in: probe, for: assessment)
      } else {
        try PerfectMethod().plan(drawing: scores.count, of: ensemble, seed: assessment.seed).run()
      }
    assessment.likelihoodProbe = try LikelihoodProbe(samples: samples, logProbabilities: scores)
  }

  /// Perfect samples of a file, if what stands beside it does not say that they are of another ensemble. A fitted
  /// temperature is nobody's; there the mean energy decides.
  private static func perfectSamples(in file: String, for assessment: Assessment) throws
    -> SampleSet
  {
    let wanted = assessment.reference.ensemble
    let samples = try SampleFile.read(file, size: wanted.lattice.size).samples
    if let found = SampleProvenance(besides: file)?.ensemble, found != wanted,
      assessment.fittedTemperatureError == nil
    {
      throw WeighingError.probeEnsemble(file: file, found: found, wanted: wanted)
    }
    return samples
  }
}
