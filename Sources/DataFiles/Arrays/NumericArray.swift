/// Numbers on a rectangular grid of any number of axes, as NumPy's `ndarray`, in C order.
///
/// The elements are kept in one of four types. What a file holds in another type is widened without
/// loss on reading: float16 to float32, bool to uint8, other integers to int64.
public struct NumericArray: Hashable, Sendable {
  /// The elements in C order, the last axis fastest.
  public enum Elements: Hashable, Sendable {
    case float32([Float])
    case float64([Double])
    case int64([Int64])
    case uint8([UInt8])
  }

  /// The lengths of the axes. An empty shape is that of a single number.
  public let shape: [Int]
  /// The numbers in C order.
  public let elements: Elements

  /// - Precondition: the product of the lengths is the number of elements.
  public init(shape: [Int], elements: Elements) {
    precondition(
      shape.allSatisfy { $0 >= 0 } && shape.reduce(1, *) == elements.count,
      "\(elements.count) elements do not fill the shape \(shape)")
    self.shape = shape
    self.elements = elements
  }

  /// An array of `shape`, with its numbers in C order.
  public init(shape: [Int], _ values: [Float]) {
    self.init(shape: shape, elements: .float32(values))
  }

  /// An array of `shape`, with its numbers in C order.
  public init(shape: [Int], _ values: [Double]) {
    self.init(shape: shape, elements: .float64(values))
  }

  /// An array of `shape`, with its numbers in C order.
  public init(shape: [Int], _ values: [Int64]) {
    self.init(shape: shape, elements: .int64(values))
  }

  /// An array of `shape`, with its numbers in C order.
  public init(shape: [Int], _ values: [UInt8]) {
    self.init(shape: shape, elements: .uint8(values))
  }

  /// A single number, with no axes.
  public init(_ value: Int) { self.init(shape: [], [Int64(value)]) }

  /// A single number, with no axes.
  public init(_ value: Double) { self.init(shape: [], [value]) }

  /// Text, such as options in JSON, as an array of the bytes of its UTF-8.
  public init(text: String) {
    let bytes = Array(text.utf8)
    self.init(shape: [bytes.count], bytes)
  }

  /// Bytes that the elements take in memory.
  var byteCount: Int {
    switch elements {
    case .uint8: count
    case .float32: 4 * count
    case .float64, .int64: 8 * count
    }
  }

  /// Number of elements.
  public var count: Int { elements.count }

  /// The elements as float32, rounded where they are of another type.
  public var floats: [Float] {
    switch elements {
    case .float32(let values): values
    case .float64(let values): values.map { Float($0) }
    case .int64(let values): values.map { Float($0) }
    case .uint8(let values): values.map { Float($0) }
    }
  }

  /// The elements as float64, rounded only where they are integers beyond 2^53.
  public var doubles: [Double] {
    switch elements {
    case .float32(let values): values.map { Double($0) }
    case .float64(let values): values
    case .int64(let values): values.map { Double($0) }
    case .uint8(let values): values.map { Double($0) }
    }
  }

  /// The elements as integers; nil for a type of floating-point numbers.
  public var integers: [Int]? {
    switch elements {
    case .float32, .float64: nil
    case .int64(let values): values.map { Int($0) }
    case .uint8(let values): values.map { Int($0) }
    }
  }

  /// The bytes of a uint8 array as UTF-8 text; nil for any other.
  public var text: String? {
    guard case .uint8(let bytes) = elements else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }
}

extension NumericArray: CustomStringConvertible {
  /// The type and shape, for example "float32 [144, 144]".
  public var description: String { "\(elements.typeName) \(shape)" }
}

extension NumericArray.Elements {
  /// Number of elements.
  public var count: Int {
    switch self {
    case .float32(let values): values.count
    case .float64(let values): values.count
    case .int64(let values): values.count
    case .uint8(let values): values.count
    }
  }

  /// NumPy's name of the type.
  public var typeName: String {
    switch self {
    case .float32: "float32"
    case .float64: "float64"
    case .int64: "int64"
    case .uint8: "uint8"
    }
  }

  /// The type as `descr` of a `.npy` header names it; elements are written little-endian.
  var descriptor: String {
    switch self {
    case .float32: "<f4"
    case .float64: "<f8"
    case .int64: "<i8"
    case .uint8: "|u1"
    }
  }

  /// The elements as little-endian bytes.
  var bytes: [UInt8] {
    switch self {
    case .float32(let values): Self.bytes(values) { $0.bitPattern.littleEndian }
    case .float64(let values): Self.bytes(values) { $0.bitPattern.littleEndian }
    case .int64(let values): Self.bytes(values) { $0.littleEndian }
    case .uint8(let values): values
    }
  }

  private static func bytes<Value, Bits>(_ values: [Value], _ bits: (Value) -> Bits) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count * MemoryLayout<Bits>.size)
    for value in values {
      withUnsafeBytes(of: bits(value)) { bytes.append(contentsOf: $0) }
    }
    return bytes
  }
}
