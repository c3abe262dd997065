import DataFiles

/// Arrays one behind another, each a `.npy` file, made into a `.npz` archive with checksums that are right.
///
/// The fuzzer hardly ever guesses a checksum, so that what reads the arrays of an archive would see none of what it makes
/// up.
enum ArrayBundle {
  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// The archive with the arrays of `bytes`, which are called `names` in their order.
  static func archive(_ bytes: [UInt8], names: [String]) -> [UInt8] {
    var starts = bytes.indices.filter { bytes[$0...].starts(with: magic) }
    starts.append(bytes.count)
    var (body, directory): ([UInt8], [UInt8]) = ([], [])
    var count = 0
    for (name, range) in zip(names, zip(starts, starts.dropFirst())) {
      let data = bytes[range.0..<range.1]
      let size = number(data.count, 4)
      let sum = number(Int(checksum(data)), 4)
      let file = Array("\(name).npy".utf8)
      let common =
        [20, 0, 0, 0, 0, 0, 0, 0, 33, 0] + sum + size + size + number(file.count, 2) + [0, 0]
      directory += [0x50, 0x4B, 1, 2, 20, 0] + common + [UInt8](repeating: 0, count: 10)
      directory += number(body.count, 4) + file
      body += [0x50, 0x4B, 3, 4] + common + file + data
      count += 1
    }
    let end: [UInt8] =
      [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + number(count, 2) + number(count, 2)
      + number(directory.count, 4) + number(body.count, 4) + [0, 0]
    return body + directory + end
  }

  /// The bytes that become the archive with these arrays.
  static func bytes(_ arrays: [NumericArray]) -> [UInt8] {
    arrays.flatMap { array in
      // An archive with the one array, stored: behind the header of the entry stands the .npy file.
      let archive = try! ArrayArchive([("a", array)]).bytes(path: "a.npz")
      let start = archive.indices.first { archive[$0...].starts(with: magic) }!
      let end = archive.indices.last { archive[$0...].starts(with: [0x50, 0x4B, 1, 2]) }!
      return archive[start..<end]
    }
  }

  private static func number(_ value: Int, _ byteCount: Int) -> [UInt8] {
    (0..<byteCount).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { sum, _ in sum & 1 == 0 ? sum >> 1 : 0xEDB8_8320 ^ sum >> 1 }
  }

  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ $0 >> 8 }
  }
}
