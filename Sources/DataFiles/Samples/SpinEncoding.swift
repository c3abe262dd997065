/// How a file writes the two spins as numbers.
public enum SpinEncoding: String, Hashable, Sendable, CaseIterable {
  /// -1 and +1.
  case plusMinusOne
  /// 0 for S = -1 and 1 for S = +1.
  case zeroOne
}

extension SpinEncoding: CustomStringConvertible {
  public var description: String {
    switch self {
    case .plusMinusOne: "-1 and +1"
    case .zeroOne: "0 and 1"
    }
  }
}
