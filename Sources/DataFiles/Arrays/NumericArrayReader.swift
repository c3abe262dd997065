/// Reads the data of a `.npy` array, behind its header, as numbers.
struct NumericArrayReader {
  private let header: NPYHeader
  private let type: NPYElementType
  private let data: NPYData
  private let count: Int

  /// Reads the array that `header` describes, and expects the source to end behind it.
  ///
  /// `taken` is the memory of other arrays that are to be held beside it.
  ///
  /// - Precondition: `reader` stands at the first byte behind `header`.
  static func read(
    _ reader: ByteReader, header: NPYHeader, besides taken: Int = 0
  ) throws(SampleFileError) -> NumericArray {
    try NumericArrayReader(reader, header: header, besides: taken).read()
  }

  private init(
    _ reader: ByteReader, header: NPYHeader, besides taken: Int
  ) throws(SampleFileError) {
    self.header = header
    type = try header.elementType(reader.name)
    var count = header.shape.contains(0) ? 0 : 1
    for length in header.shape where count > 0 {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      count = overflow ? .max : product
    }
    self.count = count
    data = try NPYData(
      reader, header: header, type: type, count: count, bytesPerConfiguration: type.width,
      packedBytesPerConfiguration: 3 * Self.widened(type), fitting: "numbers that fit",
      besides: taken)
  }

  /// The bytes that an element takes in memory.
  private static func widened(_ type: NPYElementType) -> Int {
    switch (type.kind, type.width) {
    case (.boolean, _), (.unsigned, 1): 1
    case (.floatingPoint, 2), (.floatingPoint, 4): 4
    default: 8
    }
  }

  private func read() throws(SampleFileError) -> NumericArray {
    let type = type
    let elements: NumericArray.Elements
    switch (type.kind, type.width) {
    case (.boolean, _), (.unsigned, 1):
      elements = .uint8(
        try values { (address) throws(SampleFileError) in UInt8(type.bits(at: address)) })
    case (.floatingPoint, 2), (.floatingPoint, 4):
      elements = .float32(
        try values { (address) throws(SampleFileError) in
          Float(type.floatingPointValue(type.bits(at: address)))
        })
    case (.floatingPoint, _):
      elements = .float64(
        try values { (address) throws(SampleFileError) in
          type.floatingPointValue(type.bits(at: address))
        })
    case (.signed, _):
      elements = .int64(
        try values { (address) throws(SampleFileError) in
          Int64(type.signedValue(type.bits(at: address)))
        })
    case (.unsigned, _):
      let name = data.reader.name
      elements = .int64(
        try values { (address) throws(SampleFileError) in
          let bits = type.bits(at: address)
          guard let value = Int64(exactly: bits) else {
            throw name.error(.value, found: "\(bits)", wanted: "integers up to \(Int64.max)")
          }
          return value
        })
    }
    try data.checkEnd()
    return NumericArray(shape: header.shape, elements: elements)
  }

  /// The elements in C order, each as `convert` makes it of the bytes at an address.
  private func values<Value>(
    _ convert: (UnsafeRawPointer) throws(SampleFileError) -> Value
  ) throws(SampleFileError) -> [Value] {
    var values: [Value] = []
    if data.isCertain { values.reserveCapacity(count) }
    let elementsAtOnce = (1 << 16) / type.width
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: elementsAtOnce * type.width, alignment: 8)
    defer { buffer.deallocate() }
    while values.count < count {
      let wanted = min(elementsAtOnce, count - values.count) * type.width
      let present = try data.reader.read(
        into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
      guard present == wanted else {
        throw data.truncated(after: values.count * type.width + present)
      }
      for offset in stride(from: 0, to: wanted, by: type.width) {
        values.append(try convert(buffer.baseAddress! + offset))
      }
    }
    return header.isFortranOrder && header.shape.count > 1 ? inCOrder(values) : values
  }

  /// The elements that Fortran order lists with the first axis fastest.
  private func inCOrder<Value>(_ values: [Value]) -> [Value] {
    let shape = header.shape
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in shape.indices.dropFirst() {
      strides[axis] = strides[axis - 1] * shape[axis - 1]
    }
    var place = [Int](repeating: 0, count: shape.count)
    var source = 0
    return values.indices.map { _ in
      let value = values[source]
      // One step in C order: the last axis that has not reached its end goes on.
      for axis in shape.indices.reversed() {
        place[axis] += 1
        source += strides[axis]
        if place[axis] < shape[axis] { break }
        source -= strides[axis] * shape[axis]
        place[axis] = 0
      }
      return value
    }
  }
}
