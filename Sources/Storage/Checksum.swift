import Foundation

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
    var words = Words()
    words.absorb(bytes)
    return words.hash
  }

  /// The hash `ofWords(_:)` of what is in the file at `path`.
  ///
  /// The file is read in pieces, not mapped: a mapped file that somebody truncates meanwhile ends the process.
  public static func ofWords(file path: String) throws -> UInt64 {
    let file = try FileHandle(forReadingFrom: URL(filePath: path))
    defer { try? file.close() }
    var words = Words()
    var piece = Data()
    // A pipe gives fewer bytes than were asked for.
    while let more = try file.read(upToCount: Words.pieceSize - piece.count), !more.isEmpty {
      piece += more
      if piece.count == Words.pieceSize {
        words.absorb(piece.span.bytes)
        piece.removeAll(keepingCapacity: true)
      }
    }
    words.absorb(piece.span.bytes)
    return words.hash
  }

  /// The hash of words, of bytes that come in pieces.
  private struct Words {
    /// A number of bytes that is worth a call of the system, and of whole words.
    static let pieceSize = 1 << 20

    private var state = basis
    private var count = 0
    /// Bytes behind the last whole word, the first one lowest.
    private var tail: UInt64 = 0

    /// Takes in `bytes`. Only behind the last piece may a word be incomplete.
    mutating func absorb(_ bytes: RawSpan) {
      precondition(count % 8 == 0)
      let whole = bytes.byteCount / 8
      bytes.withUnsafeBytes { buffer in
        for index in 0..<whole {
          let word = buffer.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self)
          state = Self.mixed(state, UInt64(littleEndian: word))
        }
        tail = buffer[(8 * whole)...].reversed().reduce(0) { $0 << 8 | UInt64($1) }
      }
      count += bytes.byteCount
    }

    var hash: UInt64 { Self.mixed(Self.mixed(state, tail), UInt64(count)) }

    private static func mixed(_ state: UInt64, _ word: UInt64) -> UInt64 {
      let hash = (state ^ word) &* prime
      return hash ^ hash >> 29
    }
  }
}
