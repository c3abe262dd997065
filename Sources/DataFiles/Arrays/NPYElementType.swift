import CSpinKernels

/// The type of an array's elements, as `descr` of a `.npy` header names it.
struct NPYElementType: Hashable {
  enum Kind: Character {
    case boolean = "b"
    case signed = "i"
    case unsigned = "u"
    case floatingPoint = "f"
  }

  let kind: Kind
  /// Bytes an element takes: 1, 2, 4 or 8.
  let width: Int
  let isBigEndian: Bool

  /// Such as "|i1", "<f4" or ">u2"; nil for a type that is not read.
  ///
  /// "=", "|" and no sign at all mean the byte order of this machine.
  init?(descriptor: String) {
    var rest = Substring(descriptor)
    var isBigEndian = 1.bigEndian == 1
    if let order = rest.first, "<>=|".contains(order) {
      if order == "<" { isBigEndian = false }
      if order == ">" { isBigEndian = true }
      rest.removeFirst()
    }
    guard let letter = rest.popFirst(), let kind = Kind(rawValue: letter) else { return nil }
    let widths =
      switch kind {
      case .boolean: ["1"]
      case .signed, .unsigned: ["1", "2", "4", "8"]
      case .floatingPoint: ["2", "4", "8"]
      }
    guard widths.contains(String(rest)), let width = Int(rest) else { return nil }
    self.kind = kind
    self.width = width
    self.isBigEndian = isBigEndian
  }

  /// For messages: which types are read.
  static let readable = "bool, int8 to int64, uint8 to uint64, float16, float32 or float64"

  /// Whether an element can be -1 at all.
  var canBeNegative: Bool { kind == .signed || kind == .floatingPoint }

  /// The bits of +1, -1 and 0 as an element of this type loads them on this machine.
  var patterns: steelyard_spin_patterns {
    let plusOne: UInt64
    let minusOne: UInt64
    var negativeZero: UInt64 = 0
    switch (kind, width) {
    case (.floatingPoint, 2): (plusOne, minusOne, negativeZero) = (0x3C00, 0xBC00, 0x8000)
    case (.floatingPoint, 4):
      plusOne = UInt64(Float(1).bitPattern)
      minusOne = UInt64(Float(-1).bitPattern)
      negativeZero = UInt64(Float(-0.0).bitPattern)
    case (.floatingPoint, _):
      plusOne = Double(1).bitPattern
      minusOne = Double(-1).bitPattern
      negativeZero = Double(-0.0).bitPattern
    case (.signed, _): (plusOne, minusOne) = (1, .max >> UInt64(64 - 8 * width))
    case (.boolean, _), (.unsigned, _): (plusOne, minusOne) = (1, 1)
    }
    func loaded(_ bits: UInt64) -> UInt64 {
      isBigEndian == (1.bigEndian == 1) ? bits : bits.byteSwapped >> UInt64(64 - 8 * width)
    }
    return steelyard_spin_patterns(
      plus_one: loaded(plusOne), minus_one: loaded(minusOne), zero: 0,
      negative_zero: loaded(negativeZero))
  }

  /// The spin value of the element at `address`: 1, -1 or 0, or nil for any other.
  func spinValue(at address: UnsafeRawPointer) -> Int? {
    let bits = bits(at: address)
    switch kind {
    case .boolean, .unsigned: return bits <= 1 ? Int(bits) : nil
    case .signed:
      let value = signedValue(bits)
      return (-1...1).contains(value) ? value : nil
    case .floatingPoint:
      let value = floatingPointValue(bits)
      return value == 1 ? 1 : value == -1 ? -1 : value == 0 ? 0 : nil
    }
  }

  /// The element at `address` for a message.
  func text(at address: UnsafeRawPointer) -> String {
    let bits = bits(at: address)
    switch kind {
    case .boolean: return "byte \(bits) in an array of bool"
    case .unsigned: return "\(bits)"
    case .signed: return "\(signedValue(bits))"
    case .floatingPoint:
      let value = floatingPointValue(bits)
      return switch width {
      case 2: "\(Float16(value))"
      case 4: "\(Float(value))"
      default: "\(value)"
      }
    }
  }

  /// The bits of the element at `address` in the byte order of this machine.
  func bits(at address: UnsafeRawPointer) -> UInt64 {
    var bits: UInt64 = 0
    for index in 0..<width {
      let byte = UInt64(address.load(fromByteOffset: index, as: UInt8.self))
      bits |= byte << UInt64(8 * (isBigEndian ? width - 1 - index : index))
    }
    return bits
  }

  /// The value of the bits of a signed integer of this type.
  func signedValue(_ bits: UInt64) -> Int {
    let unused = UInt64(64 - 8 * width)
    return Int(Int64(bitPattern: bits << unused) >> Int64(unused))
  }

  /// The value of the bits of a floating-point number of this type.
  func floatingPointValue(_ bits: UInt64) -> Double {
    switch width {
    case 2: Double(Float16(bitPattern: UInt16(bits)))
    case 4: Double(Float(bitPattern: UInt32(bits)))
    default: Double(bitPattern: bits)
    }
  }
}

extension NPYElementType: CustomStringConvertible {
  /// NumPy's name of the type, and the byte order where it is not the usual one.
  var description: String {
    let name =
      switch kind {
      case .boolean: "bool"
      case .signed: "int\(8 * width)"
      case .unsigned: "uint\(8 * width)"
      case .floatingPoint: "float\(8 * width)"
      }
    return isBigEndian && width > 1 ? "\(name) big-endian" : name
  }
}
