/// Bytes that are read once, from front to back.
protocol ByteSource: AnyObject {
  /// How many bytes are left, where that is certain before they are read.
  var certainRemainingCount: Int? { get }

  /// Reads at least one and at most `buffer.count` bytes; 0 means that there are no more.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SampleFileError) -> Int
}

/// Bytes in memory as a source.
final class MemorySource: ByteSource {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var certainRemainingCount: Int? { bytes.count - position }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, bytes.count - position)
    bytes.withUnsafeBytes { all in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[position..<position + count]))
    }
    position += count
    return count
  }
}
