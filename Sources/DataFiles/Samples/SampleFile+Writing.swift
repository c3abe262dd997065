import SpinSystems
import Storage

extension SampleFile {
  /// Writes configurations as a `.npy` file of format 1.0 in C order.
  ///
  /// The file holds an array of int8 and shape [n, L, L] with values -1 and +1. Packed, it holds
  /// one of uint8 and shape [n, L, ⌈L/8⌉], an eighth of the size, which `numpy.unpackbits(array,
  /// axis=-1, count=L)` turns into 0 and 1. It appears whole or not at all.
  ///
  /// - Throws: `SampleFileError` of kind `diskFull`, `directory`, `missing` or `unwritable`.
  public static func writeNPY(
    _ samples: SampleSet, to path: String, packed: Bool = false
  ) throws(SampleFileError) {
    do throws(AtomicFileError) {
      var file = try AtomicFile(path: path)
      try file.write(header(samples, packed: packed))
      let bytesPerConfiguration =
        packed ? samples.lattice.size * ((samples.lattice.size + 7) / 8) : samples.lattice.siteCount
      var bytes: [UInt8] = []
      bytes.reserveCapacity((1 << 16) + bytesPerConfiguration)
      for index in 0..<samples.count {
        if packed {
          appendPacked(samples, index, to: &bytes)
        } else {
          appendSpins(samples, index, to: &bytes)
        }
        if bytes.count >= 1 << 16 {
          try file.write(bytes)
          bytes.removeAll(keepingCapacity: true)
        }
      }
      try file.write(bytes)
      try file.commit()
    } catch {
      throw SampleFileError(error)
    }
  }

  private static func header(_ samples: SampleSet, packed: Bool) -> [UInt8] {
    let size = samples.lattice.size
    let type = packed ? "|u1" : "|i1"
    let width = packed ? (size + 7) / 8 : size
    return NPYHeader.bytes(descriptor: type, shape: [samples.count, size, width])
  }

  private static func appendSpins(_ samples: SampleSet, _ index: Int, to bytes: inout [UInt8]) {
    var left = samples.lattice.siteCount
    for word in samples.packed(index) {
      var rest = word
      for _ in 0..<min(8, (left + 7) / 8) {
        let eight = spinBytes[Int(rest & 0xFF)]
        withUnsafeBytes(of: eight.littleEndian) { bytes.append(contentsOf: $0.prefix(left)) }
        rest >>= 8
        left -= min(left, 8)
      }
    }
  }

  private static func appendPacked(_ samples: SampleSet, _ index: Int, to bytes: inout [UInt8]) {
    let size = samples.lattice.size
    let words = samples.packed(index)
    for row in 0..<size {
      for column in stride(from: 0, to: size, by: 8) {
        let site = samples.lattice.site(row: row, column: column)
        let word = words.startIndex + site / 64
        var eight = words[word] >> UInt64(site % 64)
        if site % 64 > 56, word + 1 < words.endIndex {
          eight |= words[word + 1] << UInt64(64 - site % 64)
        }
        // What follows the row is cut off.
        let used = UInt8.max >> UInt8(max(0, column + 8 - size))
        bytes.append((UInt8(truncatingIfNeeded: eight) & used).bitSwapped)
      }
    }
  }

  /// For each eight spins packed in a byte, their values as eight bytes, the first one lowest.
  private static let spinBytes: [UInt64] = (0..<256).map { packed in
    (0..<8).reduce(0) { bytes, bit in
      bytes | (packed >> bit & 1 == 1 ? 0x01 : 0xFF) << UInt64(8 * bit)
    }
  }
}
