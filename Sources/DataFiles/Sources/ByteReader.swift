/// Reads a source in the pieces that a format asks for, and can look ahead.
final class ByteReader {
  let name: InputName
  private let source: any ByteSource
  private var lookahead: [UInt8] = []
  /// Number of bytes handed out so far.
  private(set) var position = 0

  init(_ source: any ByteSource, name: InputName) {
    self.source = source
    self.name = name
  }

  /// How many bytes are left, where that is certain before they are read.
  var certainRemainingCount: Int? {
    source.certainRemainingCount.map { $0 + lookahead.count }
  }

  /// The next `count` bytes, or as many as there are, without consuming them.
  func peek(_ count: Int) throws(SampleFileError) -> [UInt8] {
    if lookahead.count < count {
      lookahead += try take(count - lookahead.count)
    }
    return Array(lookahead.prefix(count))
  }

  /// The next `count` bytes, or as many as there are.
  func read(_ count: Int) throws(SampleFileError) -> [UInt8] {
    let bytes = try peek(count)
    lookahead.removeFirst(bytes.count)
    position += bytes.count
    return bytes
  }

  /// Fills `buffer`, or as much of it as there are bytes, and returns the number of bytes.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SampleFileError) -> Int {
    let early = min(lookahead.count, buffer.count)
    buffer.copyBytes(from: lookahead.prefix(early))
    lookahead.removeFirst(early)
    let count = try early + fill(UnsafeMutableRawBufferPointer(rebasing: buffer[early...]))
    position += count
    return count
  }

  /// Reads to the end, for the sake of a source that verifies what it delivers.
  func drain() throws(SampleFileError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { buffer.deallocate() }
    while try read(into: buffer) > 0 {}
  }

  private func take(_ count: Int) throws(SampleFileError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
    defer { buffer.deallocate() }
    return Array(buffer.prefix(try fill(buffer)))
  }

  private func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(SampleFileError) -> Int {
    var filled = 0
    while filled < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let count = try source.read(into: rest)
      if count == 0 { break }
      filled += count
    }
    return filled
  }
}
