import Statistics

/// What is known of the correlation of samples whose order has been lost, as by a train/test split.
public enum StatedCorrelation: Sendable, Equatable {
  /// They are worth so many independent draws.
  case effectiveCount(Double)
  /// They were drawn from a chain with this τ_int, in units of their spacing before they were shuffled.
  case integratedTime(Double)

  /// n_eff of `sampleCount` samples, from 1 to n.
  public func effectiveCount(of sampleCount: Int) -> Double {
    let n = Double(sampleCount)
    let count =
      switch self {
      case .effectiveCount(let count): count
      case .integratedTime(let time): n / (2 * time)
      }
    return min(n, max(1, count))
  }
}
