import Storage

/// State files have checksums that the fuzzer would never guess: they are put in behind it.
enum Sealing {
  /// `bytes` with the checksum of bytes that ends a spectrum.
  static func byBytes(_ bytes: [UInt8]) -> [UInt8] {
    bytes + littleEndian(Checksum.ofBytes(bytes.span.bytes))
  }

  /// `bytes` with the checksum of words that ends a file of configurations.
  static func byWords(_ bytes: [UInt8]) -> [UInt8] {
    bytes + littleEndian(Checksum.ofWords(bytes.span.bytes))
  }

  /// JSON with the checksum that begins it, as the object it should be.
  static func json(_ bytes: [UInt8]) -> [UInt8] {
    let rest = Array(bytes.dropFirst())
    let digits = String(Checksum.ofBytes(rest.span.bytes), radix: 16)
    let zeros = String(repeating: "0", count: 16 - digits.count)
    return Array("{\"checksum\":\"\(zeros)\(digits)\",".utf8) + rest
  }

  /// What `json(_:)` puts its checksum before: a checked text without it.
  static func unsealed(_ text: String) -> [UInt8] {
    [UInt8(ascii: "{")] + text.utf8.dropFirst("{\"checksum\":\"0123456789abcdef\",".utf8.count)
  }

  private static func littleEndian(_ word: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
  }
}
