/// The bytes of a .npy file, written independently of the code under test.
enum ArrayBytes {
  /// A file of one-byte elements.
  static func file(shape: [Int], descriptor: String = "|i1", _ data: [Int8]) -> [UInt8] {
    let axes = shape.map { "\($0)," }.joined(separator: " ")
    let text = "{'descr': '\(descriptor)', 'fortran_order': False, 'shape': (\(axes)), }\n"
    let length = UInt16(text.utf8.count)
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)]
      + Array(text.utf8) + data.map { UInt8(bitPattern: $0) }
  }

  /// Checkerboards, which have ΣS = 0 where L is even.
  static func checkerboards(_ count: Int, size: Int) -> [UInt8] {
    file(
      shape: [count, size, size],
      [[Int8]](repeating: checkerboard(size), count: count).flatMap { $0 })
  }

  /// The spins of a checkerboard, row by row.
  static func checkerboard(_ size: Int) -> [Int8] {
    (0..<size * size).map { Int8(($0 / size + $0 % size).isMultiple(of: 2) ? 1 : -1) }
  }
}
