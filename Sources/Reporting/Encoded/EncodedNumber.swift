/// A number as it stands in a JSON report.
///
/// JSON has no infinity, and `null` would hide one: a Kullback-Leibler divergence on broken support
/// *is* infinite. So the values that are not finite are the strings "Infinity", "-Infinity" and
/// "NaN"; all others are JSON numbers with every digit that tells them apart.
public struct EncodedNumber: Codable, Sendable, Hashable {
  /// The number, finite or not.
  public var value: Double

  /// The number `value`, finite or not.
  public init(_ value: Double) { self.value = value }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let text = try? container.decode(String.self) else {
      value = try container.decode(Double.self)
      return
    }
    switch text {
    case "Infinity": value = .infinity
    case "-Infinity": value = -.infinity
    case "NaN": value = .nan
    default:
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "found the text \"\(text)\", wanted a number, "
          + "\"Infinity\", \"-Infinity\" or \"NaN\"")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if value.isFinite {
      try container.encode(value)
    } else {
      try container.encode(value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity")
    }
  }
}
