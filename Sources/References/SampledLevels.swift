import Statistics

/// Values of an integer observable in a series of samples.
public struct SampledLevels: Sendable {
  /// In the order of the samples.
  public let values: [Int32]
  /// How often each level occurs.
  public let histogram: Histogram
  /// What the order of the samples says of their correlation.
  public let order: SampleOrder
  /// What the samples are worth for the mean of the level.
  public let size: EffectiveSize

  /// Values of samples that come in `order`; nil means: what the values themselves show.
  ///
  /// - Precondition: there is at least one value.
  public init(_ values: [Int32], inOrder order: SampleOrder? = nil) {
    precondition(!values.isEmpty)
    self.values = values
    histogram = Histogram(values)
    self.order = order ?? SampleOrder(inferredFrom: [values.map { Double($0) }])
    size = self.order.size(of: values)
  }

  /// The number of independent samples that carry the same information on the mean.
  public var effectiveCount: Double { size.count }

  /// f(level) of every sample.
  public func series(of function: (Int) -> Double) -> [Double] {
    let images = Dictionary(
      uniqueKeysWithValues: histogram.levels.map { (Int32($0), function($0)) })
    return values.map { images[$0]! }
  }

  /// What the samples are worth for the mean of a function of the level.
  public func size(of function: (Int) -> Double) -> EffectiveSize {
    switch order {
    case .independent, .stated: size
    case .correlated: order.size(of: series(of: function))
    }
  }
}
