/// A parameter that is held at a value or free.
public struct FreeOrHeld: Sendable, Hashable, LosslessStringConvertible {
  /// Nil where it is free.
  public let value: Double?

  /// Held at a value; free without one.
  public init(value: Double?) { self.value = value }

  /// A finite number or "free"; nil for anything else.
  public init?(_ description: String) {
    if description == "free" {
      value = nil
    } else {
      guard let number = Double(description), number.isFinite else { return nil }
      value = number
    }
  }

  /// What `init(_:)` reads.
  public var description: String { value.map { $0 == 0 ? "0" : "\($0)" } ?? "free" }
}
