/// Writes a `.npy` file byte by byte, independently of the code under test.
struct ArrayFile {
  var descriptor = "|i1"
  var isFortranOrder = false
  var shape: [Int]
  /// The elements in C order.
  var values: [Double]
  var version: UInt8 = 1

  var header: String {
    let axes = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    let order = isFortranOrder ? "True" : "False"
    return "{'descr': '\(descriptor)', 'fortran_order': \(order), 'shape': (\(axes)), }"
  }

  var bytes: [UInt8] { Self.prelude(header, version: version) + data }

  /// Magic, version, length and text.
  static func prelude(_ header: String, version: UInt8 = 1) -> [UInt8] {
    let text = Array(header.utf8) + [0x0A]
    let length = UInt32(text.count)
    let lengthBytes = (0..<(version == 1 ? 2 : 4)).map { UInt8(length >> UInt32(8 * $0) & 0xFF) }
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + lengthBytes + text
  }

  var data: [UInt8] {
    let width = Int(String(descriptor.last!))!
    let isFloatingPoint = descriptor.contains("f")
    let isBigEndian = descriptor.hasPrefix(">")
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count * width)
    for place in isFortranOrder ? fortranOrder : Array(values.indices) {
      let value = values[place]
      let bits: UInt64 =
        if isFloatingPoint {
          switch width {
          case 2: UInt64(Float16(value).bitPattern)
          case 4: UInt64(Float(value).bitPattern)
          default: value.bitPattern
          }
        } else {
          UInt64(bitPattern: Int64(value))
        }
      for byte in 0..<width {
        let shift = UInt64(8 * (isBigEndian ? width - 1 - byte : byte))
        bytes.append(UInt8(bits >> shift & 0xFF))
      }
    }
    return bytes
  }

  /// The places in C order of the elements as Fortran order lists them: the first axis fastest.
  private var fortranOrder: [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in shape.indices.dropLast().reversed() {
      strides[axis] = strides[axis + 1] * shape[axis + 1]
    }
    return values.indices.map { index in
      var rest = index
      var place = 0
      for axis in shape.indices {
        place += rest % shape[axis] * strides[axis]
        rest /= shape[axis]
      }
      return place
    }
  }
}
