/// What a check is, for those who want to know before they believe it.
public struct Explanation: Sendable, Equatable {
  /// What is computed.
  public var equation: String
  /// What it is made to find.
  public var sees: String
  /// What it cannot find.
  public var blindTo: String
  /// The identifier of a fault that shows it at work; nil where none is planted.
  public var fault: String?
  /// Where it comes from.
  public var references: [String]

  /// An explanation; what is left out does not exist.
  public init(
    equation: String, sees: String, blindTo: String, fault: String? = nil, references: [String] = []
  ) {
    self.equation = equation
    self.sees = sees
    self.blindTo = blindTo
    self.fault = fault
    self.references = references
  }
}
