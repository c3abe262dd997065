import Statistics

/// The distribution of an integer observable, H or ΣS, as a reference knows it.
public enum LevelReference: Sendable {
  /// Known exactly: it has no error of its own.
  case exact(DiscreteDistribution)
  /// Known from samples only: its frequencies scatter as those of `effectiveCount` independent draws,
  /// and a level without samples may exist all the same.
  case sampled(SampledLevels)

  /// The probabilities, or the frequencies that stand for them.
  public var distribution: DiscreteDistribution {
    switch self {
    case .exact(let distribution): distribution
    case .sampled(let levels): levels.histogram.frequencies
    }
  }
}

/// Values of an integer observable in a series of samples.
public struct SampledLevels: Sendable {
  /// In the order of the samples.
  public let values: [Int32]
  /// How often each level occurs.
  public let histogram: Histogram
  /// The number of independent samples that carry the same information on the mean.
  public let effectiveCount: Double

  /// - Precondition: there is at least one value.
  public init(_ values: [Int32], effectiveCount: Double? = nil) {
    precondition(!values.isEmpty)
    self.values = values
    histogram = Histogram(values)
    self.effectiveCount =
      effectiveCount ?? integratedAutocorrelationTime(values).effectiveSampleCount
  }

  /// The effective count for the mean of a function of the level, which may be slower than the level.
  public func effectiveCount(of function: (Int) -> Double) -> Double {
    let images = Dictionary(
      uniqueKeysWithValues: histogram.levels.map { (Int32($0), function($0)) })
    let own = integratedAutocorrelationTime(values.map { images[$0]! }).effectiveSampleCount
    return min(effectiveCount, own)
  }
}

/// The mean of a vector of observables as a reference knows it.
public enum VectorReference: Sendable {
  /// Known exactly.
  case exact([Double])
  /// Known from samples: component k of sample i is `columns[k][i] / divisor`.
  case sampled(columns: [[Int32]], divisor: Double, effectiveCount: Double)

  /// The same without the first component.
  public func dropFirst() -> VectorReference {
    switch self {
    case .exact(let mean): .exact(Array(mean.dropFirst()))
    case .sampled(let columns, let divisor, let effectiveCount):
      .sampled(
        columns: Array(columns.dropFirst()), divisor: divisor, effectiveCount: effectiveCount)
    }
  }

  /// The mean, or its estimate.
  public var mean: [Double] {
    switch self {
    case .exact(let mean): mean
    case .sampled(let columns, let divisor, _):
      columns.map { Moments(of: $0).mean / divisor }
    }
  }
}
