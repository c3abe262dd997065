/// What is assumed about corrections to scaling.
public enum CorrectionChoice: Sendable, Hashable {
  /// None, or any ω, as the data ask.
  case fromData
  /// A correction with any ω.
  case free
  /// A correction with this ω.
  case held(Double)
  /// No correction.
  case none
}

extension CorrectionChoice: LosslessStringConvertible {
  /// ω in between is of use: a smaller one is a constant at all sizes that there are, a larger one is gone at
  /// once.
  private static let exponents = 0.05...10.0

  /// "free", "none", "data", or ω; nil for anything else.
  public init?(_ description: String) {
    switch description {
    case "data": self = .fromData
    case "free": self = .free
    case "none": self = .none
    default:
      guard let exponent = Double(description), Self.exponents.contains(exponent) else {
        return nil
      }
      self = .held(exponent)
    }
  }

  /// What `init(_:)` reads.
  public var description: String {
    switch self {
    case .fromData: "data"
    case .free: "free"
    case .none: "none"
    case .held(let exponent): "\(exponent)"
    }
  }
}
