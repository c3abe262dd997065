extension NumericArray {
  /// Reads the one array of the `.npy` file at `path`.
  ///
  /// - Throws: `SampleFileError` where the file is no such file, or is damaged.
  public static func read(_ path: String) throws(SampleFileError) -> NumericArray {
    let wanted = "a .npy file of numbers"
    let source = try FileSource(path: path, wanted: wanted)
    let name = InputName(file: path == "-" ? "standard input" : path)
    let reader = ByteReader(source, name: name)
    guard try reader.peek(NPYHeader.magic.count).starts(with: NPYHeader.magic) else {
      throw name.error(.unknownFormat, found: "a file that does not begin as one", wanted: wanted)
    }
    let header = try NPYHeader(from: reader)
    return try NumericArrayReader.read(reader, header: header)
  }
}
