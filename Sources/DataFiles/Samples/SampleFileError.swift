import Storage

/// Why a file cannot be read as spin configurations or as arrays of numbers, or cannot be written.
///
/// `description` is one line: the file, the place in it, what was found there and what was wanted.
public struct SampleFileError: FileInputError, Hashable {
  /// The kind of fault.
  public enum Kind: Hashable, Sendable, CaseIterable {
    /// There is no such file.
    case missing
    /// A folder stands where a file was wanted.
    case directory
    /// The system refused to open or read the file.
    case unreadable
    /// The file holds no bytes, or an array of no configurations.
    case empty
    /// The content is of no format that is read.
    case unknownFormat
    /// A `.npy` header is malformed.
    case header
    /// The `.npy` format version is not 1.0, 2.0 or 3.0.
    case version
    /// The elements of the array are of a type that holds no spins.
    case elementType
    /// The shape of the array is not that of square configurations.
    case shape
    /// Data ends before the header says it does.
    case truncated
    /// Data follows the end that the header says.
    case trailingBytes
    /// A value is neither -1, 0 nor 1.
    case value
    /// Both -1 and 0 occur, so that neither encoding fits.
    case mixedEncoding
    /// A `.npz` archive is damaged, encrypted or compressed by an unknown method.
    case archive
    /// The checksum of an archived array does not fit its data.
    case checksum
    /// The array to read from an archive is not there.
    case arrayName
    /// An archive holds several arrays and none was named.
    case severalArrays
    /// An archive holds the weights of a machine, not configurations.
    case machineWeights
    /// Lines of text do not form configurations.
    case layout
    /// Two sizes of configurations fit, and none was stated.
    case ambiguousSize
    /// The configurations do not fit into the memory of the machine.
    case tooLarge
    /// The system refused to write the file.
    case unwritable
    /// The disk or the quota is full.
    case diskFull
  }

  /// A place in a file. Samples, rows, columns and bytes count from 0, lines from 1.
  public enum Location: Hashable, Sendable {
    case header
    case headerByte(Int)
    case headerField(String)
    case spin(sample: Int, row: Int, column: Int)
    case line(Int)
    case lineSpin(line: Int, sample: Int, row: Int, column: Int)
  }

  /// What is wrong, for a program.
  public let kind: Kind
  /// The path as it was given, or "standard input".
  public let file: String
  /// The name of the array within an archive, without ".npy".
  public let array: String?
  /// Where in the file, as far as that is known.
  public let location: Location?
  /// What was found.
  public let found: String
  /// What was wanted instead.
  public let wanted: String

  /// An error about a file, or an array in it.
  public init(
    _ kind: Kind, file: String, array: String? = nil, location: Location? = nil,
    found: String, wanted: String
  ) {
    self.kind = kind
    self.file = file
    self.array = array
    self.location = location
    self.found = found
    self.wanted = wanted
  }
}

extension SampleFileError {
  /// A file that could not be written, as an error about files of samples and arrays.
  init(_ error: AtomicFileError) {
    let kind: Kind =
      switch error.reason {
      case .diskFull: .diskFull
      case .isAFolder: .directory
      case .missingFolder, .notAFolder: .missing
      case .permission, .system: .unwritable
      }
    self.init(kind, file: error.file, found: error.found, wanted: error.wanted)
  }
}

extension SampleFileError {
  /// The array, where the file is an archive, and the location in it; empty where neither is known.
  public var place: String {
    let name = array.map { ", array \"\($0.printable(limit: 60))\"" } ?? ""
    return name + (location.map { ": \($0)" } ?? "")
  }
}

extension SampleFileError.Location: CustomStringConvertible {
  public var description: String {
    switch self {
    case .header: "header"
    case .headerByte(let offset): "header, byte \(offset)"
    case .headerField(let name): "header field \(name)"
    case .spin(let sample, let row, let column):
      "sample \(sample), row \(row), column \(column) (counted from 0)"
    case .line(let number): "line \(number)"
    case .lineSpin(let line, let sample, let row, let column):
      "line \(line): sample \(sample), row \(row), column \(column) (counted from 0)"
    }
  }
}
