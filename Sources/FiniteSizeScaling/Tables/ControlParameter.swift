/// What drives the transition, as a table calls it.
public struct ControlParameter: Sendable, Hashable {
  /// In words, or the name of the table's column.
  public var name: String
  /// What stands in formulas.
  public var symbol: String

  /// A parameter by what errors and what formulas call it.
  public init(name: String, symbol: String) {
    self.name = name
    self.symbol = symbol
  }

  /// T.
  public static let temperature = ControlParameter(name: "temperature", symbol: "T")
  /// β = 1/T.
  public static let inverseTemperature = ControlParameter(
    name: "inverse temperature", symbol: "β")

  /// A parameter by the name of its column, such as p, g or a magnetic field h.
  public init(column: String) {
    switch ColumnName(column).plain {
    case "t" where column == "T", "temp", "temperature": self = .temperature
    case "beta", "β", "inversetemperature": self = .inverseTemperature
    default: self.init(name: column, symbol: column)
    }
  }
}
