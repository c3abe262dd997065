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

  /// The distribution of the level's magnitude.
  public var folded: LevelReference {
    switch self {
    case .exact(let distribution):
      let sums = Dictionary(
        zip(distribution.levels.map(abs), distribution.probabilities), uniquingKeysWith: +
      ).sorted { $0.key < $1.key }
      return .exact(
        DiscreteDistribution(levels: sums.map(\.key), probabilities: sums.map(\.value)))
    case .sampled(let levels):
      return .sampled(SampledLevels(levels.values.map { abs($0) }, inOrder: levels.order))
    }
  }
}

/// The mean of a vector of observables as a reference knows it.
public enum VectorReference: Sendable {
  /// Known exactly.
  case exact([Double])
  /// Known from samples in `order`: component k of sample i is `columns[k][i] / divisor`.
  case sampled(columns: [[Int32]], divisor: Double, order: SampleOrder)

  /// The same without the first component.
  public func dropFirst() -> VectorReference {
    switch self {
    case .exact(let mean): .exact(Array(mean.dropFirst()))
    case .sampled(let columns, let divisor, let order):
      .sampled(columns: Array(columns.dropFirst()), divisor: divisor, order: order)
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
