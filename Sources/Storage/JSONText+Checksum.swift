import Foundation

/// JSON on one line that begins with a checksum of what follows it, for files that only Steelyard writes.
extension JSONText {
  private static let start = "{\"checksum\":\""
  private static let digitCount = 16

  /// `value`, which encodes as an object, with a checksum.
  package static func checked(_ value: some Encodable) throws -> String {
    let rest = String(try compact(value).dropFirst())
    let digits = String(Checksum.of(rest), radix: 16)
    return start + String(repeating: "0", count: digitCount - digits.count) + digits + "\"," + rest
  }

  /// Whether `data` begins as what `checked(_:)` gives.
  package static func isChecked(_ data: Data) -> Bool { data.starts(with: start.utf8) }

  /// What `checked(_:)` wrote.
  ///
  /// - Throws: `ChecksumError` where the checksum is missing or wrong; what the decoding throws.
  package static func decodeChecked<Value: Decodable>(_ data: Data) throws -> Value {
    let digits = data.dropFirst(start.utf8.count).prefix(digitCount)
    let rest = [UInt8](data.dropFirst(start.utf8.count + digitCount + 2))
    guard isChecked(data), let stated = UInt64(String(decoding: digits, as: UTF8.self), radix: 16),
      stated == Checksum.ofBytes(rest.span.bytes)
    else { throw ChecksumError(isMissing: !isChecked(data)) }
    return try decode(data)
  }
}

/// Why a file is not taken as it was written.
package struct ChecksumError: InternalError, CustomStringConvertible {
  let isMissing: Bool

  package var description: String { isMissing ? "it has no checksum" : "its checksum is wrong" }
}
