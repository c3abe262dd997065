import Storage
import TemporaryFolders
import Testing

@Suite struct `Checksums` {
  /// The test vectors of the authors' page on FNV, 64 bits, FNV-1a.
  @Test(arguments: [
    ("", 0xCBF2_9CE4_8422_2325 as UInt64), ("a", 0xAF63_DC4C_8601_EC8C),
    ("foobar", 0x8594_4171_F739_67E8),
  ])
  func `are those of the authors`(text: String, hash: UInt64) {
    #expect(Checksum.of(text) == hash)
    #expect(Checksum.ofBytes(Array(text.utf8).span.bytes) == hash)
  }

  @Test func `of words notice every bit and zeros at the end`() {
    let bytes = [UInt8](repeating: 7, count: 27)
    let hash = Checksum.ofWords(bytes.span.bytes)
    for index in bytes.indices {
      for bit in 0..<8 {
        var other = bytes
        other[index] ^= 1 << bit
        #expect(Checksum.ofWords(other.span.bytes) != hash)
      }
    }
    #expect(Checksum.ofWords((bytes + [0]).span.bytes) != hash)
  }

  /// Below, at and above the size of the pieces in which a file is read.
  @Test(arguments: [0, 5, 1 << 20, 1 << 20 + 8, 2 << 20 + 3])
  func `of a file are those of its bytes`(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
    let folder = try TemporaryFolder()
    let path = try folder.write(bytes, to: "bytes")
    #expect(try Checksum.ofWords(file: path) == Checksum.ofWords(bytes.span.bytes))
  }

  @Test func `of a file need the file`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: (any Error).self) { try Checksum.ofWords(file: folder.path("none")) }
  }
}
