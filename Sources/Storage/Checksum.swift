/// The FNV-1a hash of 64 bits (Fowler, Noll and Vo 1991): it notices accidents, not intent.
public enum Checksum {
  private static let basis: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01B3

  /// The hash of `bytes`.
  public static func ofBytes(_ bytes: RawSpan) -> UInt64 {
    bytes.withUnsafeBytes { $0.reduce(basis) { ($0 ^ UInt64($1)) &* prime } }
  }

  /// The hash of the UTF-8 of `text`.
  public static func of(_ text: String) -> UInt64 {
    text.utf8.reduce(basis) { ($0 ^ UInt64($1)) &* prime }
  }

  /// A hash of `bytes`, eight at a time and eight times as fast: little-endian words, each with an
  /// avalanche behind it, the last filled up with zeros, and then the number of bytes.
  ///
  /// It differs from `ofBytes(_:)`.
  public static func ofWords(_ bytes: RawSpan) -> UInt64 {
    bytes.withUnsafeBytes { buffer in
      var hash = basis
      func absorb(_ word: UInt64) {
        hash = (hash ^ word) &* prime
        hash ^= hash >> 29
      }
      let whole = buffer.count / 8
      for index in 0..<whole {
        absorb(
          UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self)))
      }
      absorb(buffer[(8 * whole)...].reversed().reduce(0) { $0 << 8 | UInt64($1) })
      absorb(UInt64(buffer.count))
      return hash
    }
  }
}
