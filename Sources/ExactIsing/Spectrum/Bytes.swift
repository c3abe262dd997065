import Foundation
import Storage

extension [UInt8] {
  /// Appends the lowest `byteCount` bytes of `value`, least significant first.
  mutating func append(littleEndian value: UInt64, byteCount: Int) {
    for byte in 0..<byteCount { append(UInt8(truncatingIfNeeded: value >> UInt64(8 * byte))) }
  }

  /// All bytes of a file.
  init(readingFrom file: URL) throws(ExactError) {
    do {
      self = Array(try Data(contentsOf: file))
    } catch {
      throw .unreadableFile(file: file.path, reason: "\(ReadingProblem(error))")
    }
  }

  /// Writes a file whole or not at all; a symbolic link that has its name is not followed.
  func write(to file: URL) throws(ExactError) {
    do throws(AtomicFileError) {
      try AtomicFile.write(self, to: file.path, links: .replaced)
    } catch {
      throw .unwritableFile(file: file.path, reason: error.systemText)
    }
  }
}

extension UInt64 {
  /// The number whose bytes are given, at most eight, least significant first.
  init(_ littleEndianBytes: ArraySlice<UInt8>) {
    precondition(littleEndianBytes.count <= 8)
    self = littleEndianBytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
