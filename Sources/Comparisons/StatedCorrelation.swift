import Statistics
import Storage

/// What is known of the correlation of samples whose order has been lost, as by a train/test split.
public enum StatedCorrelation: Sendable, Equatable {
  /// They are worth so many independent draws.
  case effectiveCount(Double)
  /// They were drawn from a chain with this τ_int, in units of their spacing before they were shuffled.
  case integratedTime(Double)

  /// One of the two where one is given, nil where none is.
  ///
  /// - Throws: `StatedCorrelationError` where both are given, or one that no samples can have.
  public init?(effectiveCount: Double?, integratedTime: Double?) throws(StatedCorrelationError) {
    switch (effectiveCount, integratedTime) {
    case (nil, nil): return nil
    case (let count?, nil):
      guard count >= 1 else { throw .effectiveCount(count) }
      self = .effectiveCount(count)
    case (nil, let time?):
      guard time >= 0.5 else { throw .integratedTime(time) }
      self = .integratedTime(time)
    case (_?, _?): throw .statedTwice
    }
  }

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

/// Why a statement about the correlation of samples cannot be true.
public enum StatedCorrelationError: InputError, Equatable {
  /// Both the effective number and τ are given, and either follows from the other.
  case statedTwice
  /// Fewer than one draw.
  case effectiveCount(Double)
  /// Less than that of independent draws.
  case integratedTime(Double)

  public var description: String {
    switch self {
    case .statedTwice: "an effective number and a τ say the same; give one of them"
    case .effectiveCount(let count): "an effective number of \(count); wanted at least 1"
    case .integratedTime(let time):
      "a τ of \(time); wanted at least 0.5, that of independent samples"
    }
  }
}
