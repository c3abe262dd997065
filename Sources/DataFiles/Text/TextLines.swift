import Glibc

/// Splits bytes into lines.
final class TextLines {
  /// The longest configuration, 512², at 64 characters a value.
  private static let longestLine = 1 << 24

  /// The number of the line returned last, counted from 1.
  private(set) var number = 0
  private let reader: ByteReader
  private var buffer: UnsafeMutableRawBufferPointer
  /// What `buffer` holds that has not been returned.
  private var unread = 0..<0
  private var isAtEnd = false

  init(_ reader: ByteReader) {
    self.reader = reader
    buffer = .allocate(byteCount: 1 << 18, alignment: 1)
  }

  deinit { buffer.deallocate() }

  /// The next line without its end, valid until the next call; nil behind the last.
  func next() throws(SampleFileError) -> UnsafeRawBufferPointer? {
    var searched = 0
    while true {
      let start = buffer.baseAddress! + unread.lowerBound
      if let end = memchr(start + searched, 0x0A, unread.count - searched) {
        let length = UnsafeRawPointer(end) - UnsafeRawPointer(start)
        unread = unread.lowerBound + length + 1..<unread.upperBound
        return line(start, length)
      }
      searched = unread.count
      if isAtEnd {
        guard !unread.isEmpty else { return nil }
        unread = unread.upperBound..<unread.upperBound
        return line(start, searched)
      }
      try refill()
    }
  }

  private func line(_ start: UnsafeMutableRawPointer, _ length: Int) -> UnsafeRawBufferPointer {
    number += 1
    let endsInReturn = length > 0 && start.load(fromByteOffset: length - 1, as: UInt8.self) == 0x0D
    return UnsafeRawBufferPointer(start: start, count: endsInReturn ? length - 1 : length)
  }

  private func refill() throws(SampleFileError) {
    guard unread.count < Self.longestLine else {
      throw reader.name.error(
        .layout, at: .line(number + 1), found: "a line of more than \(Self.longestLine) bytes",
        wanted: "lines of numbers")
    }
    let count = unread.count
    if count > buffer.count / 2 {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: 2 * buffer.count, alignment: 1)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[unread]))
      buffer.deallocate()
      buffer = larger
    } else {
      memmove(buffer.baseAddress!, buffer.baseAddress! + unread.lowerBound, count)
    }
    let added = try reader.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
    isAtEnd = added == 0
    unread = 0..<count + added
  }
}
