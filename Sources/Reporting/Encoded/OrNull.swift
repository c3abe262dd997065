/// A property that stands in JSON as null where it has no value, so that its key never lacks: a reader can
/// tell "there is none" from "this version does not say".
///
/// Synthesized encoders leave out keys whose value is nil. A key that is missing is read as nil.
@propertyWrapper
public struct OrNull<Value> {
  /// The value, or nil, which is written as null.
  public var wrappedValue: Value?

  /// A property with this value or none.
  public init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

  /// A property with this value or none.
  public init(_ value: Value?) { wrappedValue = value }
}

extension OrNull: Sendable where Value: Sendable {}
extension OrNull: Equatable where Value: Equatable {}

extension OrNull: Encodable where Value: Encodable {
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let wrappedValue {
      try container.encode(wrappedValue)
    } else {
      try container.encodeNil()
    }
  }
}

extension OrNull: Decodable where Value: Decodable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    wrappedValue = container.decodeNil() ? nil : try container.decode(Value.self)
  }
}

extension KeyedDecodingContainer {
  /// The call of a synthesized initializer, which would take a missing key for an error.
  public func decode<Value: Decodable>(
    _ type: OrNull<Value>.Type, forKey key: Key
  ) throws -> OrNull<Value> {
    OrNull(try decodeIfPresent(Value.self, forKey: key))
  }
}
