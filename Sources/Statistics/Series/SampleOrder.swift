/// What the order of a set of samples says of their correlation.
///
/// It is a property of the set and not of one statistic: if any mode is seen to be correlated, the samples
/// come from a chain, and every statistic is judged by its own autocorrelation; if none is, all are taken
/// as independent, which keeps their laws exact.
public enum SampleOrder: Sendable, Equatable {
  /// No correlation is seen between successive samples.
  case independent
  /// Successive samples of a chain.
  case correlated
  /// The order says nothing; the samples are known to be worth so many independent draws.
  case stated(effectiveCount: Double)

  /// The rate at which sets of independent samples are taken for chains.
  ///
  /// Such sets keep their rates, a few per cent too low. What goes unseen, ρ(1) below 2.6/n^½ in the slowest
  /// of a few modes, inflates a variance by 5 % at n = 10,000.
  public static let falseChainRate = 0.03

  /// Judges by the modes that are expected to be slowest.
  public init(inferredFrom modes: [[Double]]) {
    let level = Self.falseChainRate / Double(max(1, modes.count))
    self =
      modes.contains { SerialCorrelationTest($0).pValue < level } ? .correlated : .independent
  }

  /// What samples in this order are worth for the mean of a vector, by the pooled autocorrelation of its
  /// components.
  ///
  /// - Precondition: at least one component; all have the same, positive length.
  public func size(of components: [[Double]]) -> EffectiveSize {
    switch self {
    case .independent: .independent(components[0].count)
    case .stated(let count): .stated(count, of: components[0].count)
    case .correlated: EffectiveSize(of: integratedAutocorrelationTime(components: components))
    }
  }

  /// What samples in this order are worth for the mean of one statistic.
  public func size(of series: [Double]) -> EffectiveSize { size(of: [series]) }

  /// What samples in this order are worth for the mean of an integer statistic.
  public func size(of series: [Int32]) -> EffectiveSize {
    switch self {
    case .independent: .independent(series.count)
    case .stated(let count): .stated(count, of: series.count)
    case .correlated: EffectiveSize(of: integratedAutocorrelationTime(series))
    }
  }
}
