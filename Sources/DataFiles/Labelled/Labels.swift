/// Where the temperatures of configurations in one file are written, and how.
public struct Labels: Sendable, Equatable {
  /// What a label is.
  public enum Quantity: String, Sendable, CaseIterable {
    /// T in units of J/k_B.
    case temperature
    /// 1/T.
    case inverseTemperature
  }

  /// An array beside the configurations, a file, or a column of their text; see `LabelledSamples`.
  public var name: String
  /// What the labels are.
  public var quantity: Quantity

  /// Labels of that name; nothing is read yet.
  public init(_ name: String, _ quantity: Quantity = .temperature) {
    self.name = name
    self.quantity = quantity
  }
}
