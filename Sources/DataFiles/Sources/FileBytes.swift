/// All bytes of a file that is small beside the memory, such as a table.
package enum FileBytes {
  /// Reads the file at `path`, or standard input for "-".
  ///
  /// A device without an end is given up on behind `limit`; no more memory is taken than twice what is there.
  ///
  /// - Parameters:
  ///   - wanted: what an error says was wanted.
  ///   - limit: the largest number of bytes, in whole MiB.
  /// - Throws: `SampleFileError` where the file cannot be read, is empty, or is larger than that.
  package static func read(
    _ path: String, wanted: String, limit: Int
  ) throws(SampleFileError) -> [UInt8] {
    let source = try FileSource(path: path, wanted: wanted)
    let name = InputName(file: path == "-" ? "standard input" : path)
    let reader = ByteReader(source, name: name)
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      let piece = try reader.read(min(max(bytes.count, 1 << 16), limit + 1 - bytes.count))
      if piece.isEmpty { break }
      bytes += piece
    }
    guard !bytes.isEmpty else {
      throw name.error(.empty, found: "an empty file", wanted: wanted)
    }
    guard bytes.count <= limit else {
      throw name.error(.tooLarge, found: "more than \(limit >> 20) MiB", wanted: wanted)
    }
    return bytes
  }
}
