/// Files of spin configurations.
///
/// **Arrays**, `.npy` of NumPy format 1.0 to 3.0 or one array of a `.npz` archive: bool, integers
/// of 1 to 8 bytes and floating-point numbers of 2 to 8, in either byte order, in C or Fortran
/// order.
///
/// | shape | read as |
/// |---|---|
/// | [n, L, L] | n configurations of L rows and L columns |
/// | [n, 1, L, L] | the same, with one channel |
/// | [n, L²] | the same, row by row in one axis |
/// | [n, L, ⌈L/8⌉] of uint8 | rows of bits as `numpy.packbits(samples > 0, axis=-1)` makes them |
///
/// One configuration needs an axis of length 1 in front. Where m is a square, [m, m] is m configurations or
/// one, and is refused unless the size is stated; where it is none, it is refused.
///
/// **Text**, with white space, commas or semicolons between values: either the L² values of a
/// configuration in each line, or L lines of L values with a blank line behind each configuration.
/// Where both are possible, it is blocks if the first blank line says so; without a blank line it is refused
/// if the lines make up whole blocks, unless the size is stated. Comments from "#" on and
/// one line of column names are skipped.
///
/// The values are exactly -1 and +1, or exactly 0 and 1; which of the two, the values decide. L is
/// 2 to 512.
public enum SampleFile {
  /// Reads the configurations in a file.
  ///
  /// What the file is, its first bytes tell; the ending of its name serves only to say what is
  /// wrong. Pipes and devices are read as they deliver, except that an archive must be a file
  /// because its directory stands at the end. Memory is needed for the configurations at one bit a
  /// spin, twice that for arrays in Fortran order and up to three times where the size is not
  /// known beforehand, and for less than a few megabytes besides.
  ///
  /// - Parameters:
  ///   - path: the file, or "-" for standard input.
  ///   - array: the array to read from an archive. It may be nil if there is only one.
  ///   - size: L, where the file alone does not tell it.
  /// - Throws: `SampleFileError` if the file cannot be read or is no spin configurations. Where
  ///   several values are wrong, the error is about the first in the file.
  public static func read(
    _ path: String, array: String? = nil, size: Int? = nil
  ) throws(SampleFileError) -> LoadedSamples {
    try read(path, array: array, size: size, stack: [])
  }

  /// The same of an array that may be a stack of [n, L, L] or [n, L²], as `NPYHeader.unstacked` says.
  static func read(
    _ path: String, array: String?, size: Int?, stack: [Int]
  ) throws(SampleFileError) -> LoadedSamples {
    let source = try FileSource(path: path)
    let name = InputName(file: path == "-" ? "standard input" : path)
    let reader = ByteReader(source, name: name)
    return try read(reader, array: array, size: size, stack: stack) {
      () throws(SampleFileError) in
      guard source.isRegularFile else {
        throw name.error(
          .archive, found: "an archive that arrives through a pipe",
          wanted: "a file, because the directory of a .npz archive stands at its end")
      }
      return try NPZArchive(source, name: name)
    }
  }

  /// Reads the configurations in the bytes of a file.
  ///
  /// - Parameters:
  ///   - bytes: the content of a file.
  ///   - file: what errors call the file.
  ///   - array: the array to read from an archive. It may be nil if there is only one.
  ///   - size: L, where the bytes alone do not tell it.
  public static func read(
    _ bytes: [UInt8], named file: String, array: String? = nil, size: Int? = nil
  ) throws(SampleFileError) -> LoadedSamples {
    let name = InputName(file: file)
    let reader = ByteReader(MemorySource(bytes), name: name)
    return try read(reader, array: array, size: size, stack: []) { () throws(SampleFileError) in
      try NPZArchive(bytes, name: name)
    }
  }

  private static func read(
    _ reader: ByteReader, array: String?, size: Int?, stack: [Int],
    openingArchive archive: () throws(SampleFileError) -> NPZArchive
  ) throws(SampleFileError) -> LoadedSamples {
    let format = try FileFormat(of: reader)
    if let array, format != .npz {
      throw reader.name.error(
        .arrayName, found: "\(format) file, whose content has no name",
        wanted: "a .npz archive for the array \"\(array.printable(limit: 60))\"")
    }
    switch format {
    case .npy:
      return try NPYSampleReader.read(
        reader, header: try NPYHeader(from: reader).unstacked(stack), size: size)
    case .npz: return try archive().read(array: array, size: size, stack: stack)
    case .text: return try TextSampleReader.read(reader, size: size)
    }
  }
}
