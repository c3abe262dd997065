/// A column of values with its scaling dimension: "M:free", "B:0".
public struct ObservableChoice: Sendable, Hashable, LosslessStringConvertible {
  /// The column.
  public let name: String
  /// X, or that it is to be found.
  public let scalingDimension: FreeOrHeld
  /// What was read.
  public let description: String

  /// Nil where there is no name, or no number or "free" behind its last colon.
  public init?(_ description: String) {
    guard let colon = description.lastIndex(of: ":"), colon != description.startIndex,
      let dimension = FreeOrHeld(String(description[description.index(after: colon)...]))
    else { return nil }
    name = String(description[..<colon])
    scalingDimension = dimension
    self.description = description
  }
}
