/// Named arrays of numbers in one file: NumPy's `.npz`.
///
/// `numpy.load` reads what is written here, and what `numpy.savez` and `numpy.savez_compressed` wrote
/// is read: bool, integers of 1 to 8 bytes and floating-point numbers of 2 to 8, in either byte order,
/// in C or Fortran order, with any number of axes.
public struct ArrayArchive: Sendable {
  /// The arrays in the order of the file.
  public var arrays: [(name: String, array: NumericArray)]
  /// What errors call the archive: the path it was read from.
  public let file: String
  /// Arrays that do not hold numbers, with what is said to those who ask for them.
  private var unread: [(name: String, error: SampleFileError)] = []
  /// Arrays that nobody asked for, with their shapes.
  private var passedOver: [(name: String, shape: [Int])] = []

  /// An archive that was read from nowhere, to be written.
  public init(_ arrays: [(name: String, array: NumericArray)] = [], named file: String = "archive")
  {
    self.arrays = arrays
    self.file = file
  }

  // MARK: Arrays

  /// The array called `name`.
  ///
  /// - Throws: `SampleFileError` of kind `arrayName`, which lists what there is, unless there is just
  ///   one of that name; of kind `elementType` or `value` where it does not hold numbers that are read.
  public func array(_ name: String) throws(SampleFileError) -> NumericArray {
    let matches = arrays.filter { $0.name == name }
    if matches.count == 1 { return matches[0].array }
    if let other = unread.first(where: { $0.name == name }) { throw other.error }
    let count = matches.isEmpty ? "no array" : "\(matches.count) arrays"
    throw SampleFileError(
      .arrayName, file: file, found: "\(count) \"\(name.printable(limit: 60))\" \(listing)",
      wanted: "one array of that name")
  }

  /// The array called `name`, which has the axes `shape`.
  ///
  /// - Throws: also `SampleFileError` of kind `shape`.
  public func array(_ name: String, shape: [Int]) throws(SampleFileError) -> NumericArray {
    let array = try array(name)
    guard array.shape == shape else {
      throw error(.shape, array: name, found: "shape \(array.shape)", wanted: "shape \(shape)")
    }
    return array
  }

  /// Whether there is an array called `name`.
  public func contains(_ name: String) -> Bool {
    arrays.contains { $0.name == name } || unread.contains { $0.name == name }
  }

  /// An error about the array called `name` in this archive.
  public func error(
    _ kind: SampleFileError.Kind, array name: String, found: String, wanted: String
  ) -> SampleFileError {
    SampleFileError(kind, file: file, array: name, found: found, wanted: wanted)
  }

  /// The names and shapes of the first arrays.
  private var listing: String {
    let all =
      arrays.map { "\($0.name.printable(limit: 40)) \($0.array.shape)" }
      + passedOver.map { "\($0.name.printable(limit: 40)) \($0.shape)" }
      + unread.map { "\($0.name.printable(limit: 40)) (no numbers)" }
    if all.isEmpty { return "in an archive without arrays" }
    let rest = all.count > 8 ? " and \(all.count - 8) more" : ""
    return "among \(all.prefix(8).joined(separator: ", "))\(rest)"
  }

  // MARK: Reading

  /// Reads all arrays of the archive at `path`.
  ///
  /// - Throws: `SampleFileError` where the file is no archive of arrays, or is damaged.
  public static func read(_ path: String) throws(SampleFileError) -> ArrayArchive {
    try read(path) { _ in true }
  }

  /// Reads one array of the archive at `path`, which may have others that are large.
  ///
  /// - Throws: `SampleFileError` where the file is no archive of arrays, is damaged, or has no such array.
  public static func array(
    _ name: String, of path: String
  ) throws(SampleFileError) -> NumericArray {
    try read(path) { $0 == name }.array(name)
  }

  private static func read(
    _ path: String, where isWanted: (String) -> Bool
  ) throws(SampleFileError) -> ArrayArchive {
    let source = try FileSource(path: path, wanted: wanted)
    let name = InputName(file: path == "-" ? "standard input" : path)
    guard source.isRegularFile else {
      throw name.error(
        .archive, found: "an archive that arrives through a pipe",
        wanted: "a file, because the directory of a .npz archive stands at its end")
    }
    try requireArchive(ByteReader(source, name: name))
    return try ArrayArchive(try NPZArchive(source, name: name), name, where: isWanted)
  }

  /// Reads all arrays of the archive in `bytes`.
  ///
  /// - Parameters:
  ///   - bytes: the bytes of the file.
  ///   - file: what errors call the archive.
  public static func read(
    _ bytes: [UInt8], named file: String
  ) throws(SampleFileError) -> ArrayArchive {
    let name = InputName(file: file)
    try requireArchive(ByteReader(MemorySource(bytes), name: name))
    return try ArrayArchive(try NPZArchive(bytes, name: name), name) { _ in true }
  }

  private static let wanted = "a .npz archive"

  /// Names the likeliest mistakes; what else is wrong with an archive, libzip says.
  private static func requireArchive(_ reader: ByteReader) throws(SampleFileError) {
    let start = try reader.peek(NPYHeader.magic.count)
    guard !start.isEmpty else {
      throw reader.name.error(.empty, found: "an empty file", wanted: wanted)
    }
    guard !start.starts(with: NPYHeader.magic) else {
      throw reader.name.error(
        .unknownFormat, found: "a .npy file, which holds one array without a name", wanted: wanted)
    }
  }

  private init(
    _ archive: NPZArchive, _ name: InputName, where isWanted: (String) -> Bool
  ) throws(SampleFileError) {
    file = name.file
    arrays = []
    var taken = 0
    for entry in archive.entries {
      let entryName = InputName(file: name.file, array: entry.name)
      let reader = try archive.open(entry, entryName)
      let header = try NPYHeader(from: reader)
      guard isWanted(entry.name) else {
        passedOver.append((entry.name, header.shape))
        continue
      }
      do {
        let array = try NumericArrayReader.read(reader, header: header, besides: taken)
        taken += array.byteCount
        arrays.append((entry.name, array))
      } catch  where error.kind == .elementType || error.kind == .value {
        // Text beside the numbers does no harm until someone asks for it.
        unread.append((entry.name, error))
      }
    }
  }
}
