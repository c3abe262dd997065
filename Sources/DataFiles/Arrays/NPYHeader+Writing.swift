extension NPYHeader {
  /// The bytes in front of the data of an array of format 1.0 in C order.
  ///
  /// - Parameters:
  ///   - descriptor: the type of the elements, such as "<f4".
  ///   - shape: the lengths of the axes; an empty one means a single number.
  static func bytes(descriptor: String, shape: [Int]) -> [UInt8] {
    let axes = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var text = "{'descr': '\(descriptor)', 'fortran_order': False, 'shape': (\(axes)), }"
    // Data begin at a multiple of 64 bytes, behind a prelude of 10 and a newline.
    let excess = (10 + text.utf8.count + 1) % 64
    if excess > 0 { text += String(repeating: " ", count: 64 - excess) }
    text += "\n"
    let length = UInt16(text.utf8.count)
    return magic + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + text.utf8
  }
}
