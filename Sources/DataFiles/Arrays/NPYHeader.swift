import Storage

/// The header of a `.npy` file: the format's version, and the type, order and shape of the array.
///
/// Format: six bytes "\x93NUMPY", two of version, a length (two bytes in version 1, four in 2 and
/// 3, little-endian), and a Python dictionary with the keys `descr`, `fortran_order` and `shape`,
/// in Latin-1 up to version 2 and in UTF-8 in version 3 (NumPy Enhancement Proposal 1 and
/// `numpy.lib.format`).
struct NPYHeader {
  static let magic: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]
  /// NumPy itself reads headers of at most 10,000 bytes unless told to trust the file.
  static let longest = 1 << 16

  let version: String
  /// `descr` as the header writes it; any type, also one that is not read.
  let descriptor: PythonLiteral
  let isFortranOrder: Bool
  /// The lengths of the axes, of which the first two may be taken as one.
  private(set) var shape: [Int]
  /// The lengths of the axes as the header writes them.
  private let statedShape: [Int]

  /// Reads a header and leaves `reader` at the first byte of data.
  init(from reader: ByteReader) throws(SampleFileError) {
    let name = reader.name
    let prelude = try reader.read(8)
    guard prelude.starts(with: Self.magic) else {
      throw name.error(
        .header, at: .header, found: Self.bytes(prelude.prefix(6)),
        wanted: "the six bytes \\x93NUMPY that begin a .npy file")
    }
    guard prelude.count == 8 else { throw Self.truncation(reader) }
    version = "\(prelude[6]).\(prelude[7])"
    guard (1...3).contains(prelude[6]), prelude[7] == 0 else {
      throw name.error(
        .version, at: .header, found: "format version \(version)", wanted: "1.0, 2.0 or 3.0")
    }
    let width = prelude[6] == 1 ? 2 : 4
    let lengthBytes = try reader.read(width)
    guard lengthBytes.count == width else { throw Self.truncation(reader) }
    let length = lengthBytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= Self.longest else {
      throw name.error(
        .header, at: .header, found: "a length of \(length) bytes",
        wanted: "at most \(Self.longest)")
    }
    let text = try reader.read(length)
    guard text.count == length else { throw Self.truncation(reader, missing: length - text.count) }
    (descriptor, isFortranOrder, statedShape) = try Self.fields(
      of: try Self.scalars(text, isUTF8: prelude[6] == 3, name),
      textOffset: 8 + width, name)
    shape = statedShape
  }

  /// The configurations of one set, where the header is that of a stack of sets.
  var setLength: Int? { shape.count < statedShape.count ? statedShape[1] : nil }

  /// The header of the same data in C order with the first two axes as one, where they are those of a stack:
  /// k sets of n configurations, of which `stack` has the lengths [k] or [k, n], and [k, n, L, L] or [k, n, L²]
  /// is the shape.
  func unstacked(_ stack: [Int]) -> NPYHeader {
    guard !isFortranOrder, (3...4).contains(shape.count), shape[1] > 1, !stack.isEmpty,
      // Not [n, L, L, 1], whose axis of channels is last.
      shape.count == 4 ? shape[3] > 1 : shape[1] != shape[2],
      stack == Array(shape.prefix(stack.count)),
      stack.count <= 2, !shape[0].multipliedReportingOverflow(by: shape[1]).overflow
    else { return self }
    var header = self
    header.shape = [shape[0] * shape[1]] + shape.dropFirst(2)
    return header
  }

  /// The type of the elements, where it is one that is read.
  func elementType(_ name: InputName) throws(SampleFileError) -> NPYElementType {
    if case .string(let text) = descriptor, let type = NPYElementType(descriptor: text) {
      return type
    }
    let found =
      switch descriptor {
      case .string("|O"): "'|O', Python objects"
      case .list: "a structured type \(descriptor.description.printable(limit: 40))"
      default: descriptor.description.printable(limit: 40)
      }
    throw name.error(
      .elementType, at: .headerField("descr"), found: found, wanted: NPYElementType.readable)
  }

  /// For people, for example "NumPy 1.0 array, int8, shape [10000, 8, 8], C order".
  var description: String {
    let type: String
    if case .string(let text) = descriptor, let known = NPYElementType(descriptor: text) {
      type = known.description
    } else {
      type = descriptor.description.printable(limit: 40)
    }
    return "NumPy \(version) array, \(type), shape \(statedShape), "
      + (isFortranOrder ? "Fortran order" : "C order")
  }

  private static func truncation(_ reader: ByteReader, missing: Int? = nil) -> SampleFileError {
    let rest = missing.map { ", \($0) bytes missing" } ?? ""
    return reader.name.error(
      .truncated, at: .header, found: "the end of the file after \(reader.position) bytes\(rest)",
      wanted: "a whole .npy header")
  }

  private static func bytes(_ bytes: some Collection<UInt8>) -> String {
    bytes.isEmpty
      ? "no bytes"
      : "the bytes "
        + bytes.map { byte in
          let digits = String(byte, radix: 16)
          return byte < 16 ? "0" + digits : digits
        }.joined(separator: " ")
  }

  private static func scalars(
    _ bytes: [UInt8], isUTF8: Bool, _ name: InputName
  ) throws(SampleFileError) -> [Unicode.Scalar] {
    guard isUTF8 else { return bytes.map { Unicode.Scalar($0) } }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw name.error(
        .header, at: .header, found: "bytes that are not UTF-8", wanted: "UTF-8 in version 3.0")
    }
    return Array(text.unicodeScalars)
  }

  private static func fields(
    of text: [Unicode.Scalar], textOffset: Int, _ name: InputName
  ) throws(SampleFileError) -> (PythonLiteral, Bool, [Int]) {
    let literal: PythonLiteral
    do {
      literal = try PythonLiteralParser.parse(text)
    } catch {
      throw name.error(
        .header, at: .headerByte(textOffset + error.offset), found: error.found,
        wanted: error.wanted)
    }
    guard case .dictionary(let entries) = literal else {
      throw name.error(
        .header, at: .header, found: literal.description.printable(limit: 40),
        wanted: "a dictionary of descr, fortran_order and shape")
    }
    guard entries.map(\.key).sorted() == ["descr", "fortran_order", "shape"] else {
      let keys = entries.map { "'\($0.key)'" }.joined(separator: ", ").printable(limit: 80)
      throw name.error(
        .header, at: .header, found: entries.isEmpty ? "no keys" : "the keys \(keys)",
        wanted: "descr, fortran_order and shape, each once")
    }
    let values = Dictionary(uniqueKeysWithValues: entries.map { ($0.key, $0.value) })
    guard case .boolean(let isFortranOrder) = values["fortran_order"]! else {
      throw name.error(
        .header, at: .headerField("fortran_order"),
        found: values["fortran_order"]!.description.printable(limit: 40), wanted: "True or False")
    }
    return (values["descr"]!, isFortranOrder, try lengths(values["shape"]!, name))
  }

  private static func lengths(
    _ literal: PythonLiteral, _ name: InputName
  ) throws(SampleFileError) -> [Int] {
    guard case .tuple(let axes) = literal else {
      throw name.error(
        .header, at: .headerField("shape"), found: literal.description.printable(limit: 40),
        wanted: "a tuple of lengths")
    }
    var lengths: [Int] = []
    for axis in axes {
      guard case .integer(let digits) = axis, let length = Int(digits), length >= 0 else {
        throw name.error(
          .header, at: .headerField("shape"), found: axis.description.printable(limit: 40),
          wanted: "a length from 0 to \(Int.max)")
      }
      lengths.append(length)
    }
    return lengths
  }
}
