import CZip
import Glibc
import Storage

/// A `.npz` archive: a zip archive whose entries `NAME.npy` are arrays.
///
/// libzip finds the entries, inflates them as they are read, and verifies their checksums.
final class NPZArchive {
  /// An array in the archive.
  struct Entry {
    /// The name of the array, without ".npy".
    let name: String
    let index: UInt64
    let compressionMethod: UInt16
  }

  /// The arrays, in the order of the archive.
  private(set) var entries: [Entry] = []
  /// The names of entries that are no arrays.
  private(set) var otherNames: [String] = []
  private let name: InputName
  /// `zip_t`, as long as the archive is open.
  private let handle: OpaquePointer
  /// What `handle` reads from, where it reads from memory.
  private let memory: UnsafeMutableRawBufferPointer?

  /// The archive in a regular file.
  convenience init(_ file: FileSource, name: InputName) throws(SampleFileError) {
    // libzip closes the descriptor that it is given.
    let descriptor = dup(file.descriptor)
    var code: Int32 = 0
    guard descriptor >= 0, let handle = zip_fdopen(descriptor, 0, &code) else {
      if descriptor >= 0 { close(descriptor) }
      var error = zip_error_t()
      zip_error_init_with_code(&error, code)
      throw Self.error(&error, name)
    }
    try self.init(handle, memory: nil, name)
  }

  /// The archive in `bytes`.
  convenience init(_ bytes: [UInt8], name: InputName) throws(SampleFileError) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
    memory.copyBytes(from: bytes)
    var error = zip_error_t()
    zip_error_init(&error)
    let source = zip_source_buffer_create(memory.baseAddress, UInt64(bytes.count), 0, &error)
    guard let source, let handle = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      if let source { zip_source_free(source) }
      memory.deallocate()
      throw Self.error(&error, name)
    }
    try self.init(handle, memory: memory, name)
  }

  private init(
    _ handle: OpaquePointer, memory: UnsafeMutableRawBufferPointer?, _ name: InputName
  ) throws(SampleFileError) {
    self.handle = handle
    self.memory = memory
    self.name = name
    for index in 0..<UInt64(max(0, zip_get_num_entries(handle, 0))) {
      var status = zip_stat_t()
      guard zip_stat_index(handle, index, 0, &status) == 0, let bytes = status.name else {
        throw Self.error(zip_get_error(handle), name)
      }
      let entryName = String(cString: bytes)
      if entryName.hasSuffix(".npy") {
        entries.append(
          Entry(
            name: String(entryName.dropLast(4)), index: index,
            compressionMethod: status.comp_method))
      } else if !entryName.hasSuffix("/") {
        otherNames.append(entryName)
      }
    }
  }

  deinit {
    zip_discard(handle)
    memory?.deallocate()
  }

  /// Reads the array called `wanted`, or the only one there is.
  ///
  /// Without a name an archive of several arrays is refused even if only one has the shape of
  /// configurations: what is read must not change when an array is added to the archive.
  func read(
    array wanted: String?, size: Int? = nil, stack: [Int] = []
  ) throws(SampleFileError) -> LoadedSamples {
    let entry = try entry(wanted)
    let entryName = InputName(file: name.file, array: entry.name)
    let reader = try open(entry, entryName)
    let header = try NPYHeader(from: reader).unstacked(stack)
    var loaded: LoadedSamples
    do {
      loaded = try NPYSampleReader.read(reader, header: header, size: size)
    } catch {
      // Values that are no spins may come of damaged data; the checksum knows.
      if error.kind == .value || error.kind == .mixedEncoding { try reader.drain() }
      throw error
    }
    let method = entry.compressionMethod == UInt16(ZIP_CM_STORE) ? "stored" : "compressed"
    loaded.format += ", in a .npz archive (\(method))"
    let others =
      entries.count == 1 ? "the only one of the archive" : "one of \(entries.count) in the archive"
    loaded.notes.insert("Array \"\(entry.name.printable(limit: 60))\" was read, \(others).", at: 0)
    return loaded
  }

  private func entry(_ wanted: String?) throws(SampleFileError) -> Entry {
    guard !entries.isEmpty else {
      let names = otherNames.prefix(3).map { "\"\($0.printable(limit: 40))\"" }
      let rest = otherNames.count > 3 ? ", …" : ""
      throw name.error(
        .arrayName,
        found: otherNames.isEmpty
          ? "an archive without entries" : "no array, only \(names.joined(separator: ", "))\(rest)",
        wanted: "a .npz archive with an array of configurations")
    }
    guard let wanted else {
      guard entries.count == 1 else {
        let areWeights = Set(entries.map(\.name)).isSuperset(of: ["W", "b", "c"])
        throw name.error(
          areWeights ? .machineWeights : .severalArrays,
          found: "\(entries.count) arrays, \(listing())",
          wanted: "the name of one of them, as the array to read"
            + (areWeights ? "; W, b and c are the weights of a machine" : ""))
      }
      return entries[0]
    }
    let matches = entries.filter { $0.name == wanted || "\($0.name).npy" == wanted }
    guard matches.count == 1 else {
      let count = matches.isEmpty ? "no array" : "\(matches.count) arrays"
      throw name.error(
        .arrayName, found: "\(count) \"\(wanted.printable(limit: 60))\" among \(listing())",
        wanted: "the name of one array")
    }
    return matches[0]
  }

  /// The names and shapes of the first arrays.
  private func listing() -> String {
    let shown = entries.prefix(8).map { entry in
      let entryName = InputName(file: name.file, array: entry.name)
      let shape: String
      do throws(SampleFileError) {
        let header = try NPYHeader(from: try open(entry, entryName))
        shape = "\(header.shape)"
      } catch {
        shape = "(no readable header)"
      }
      return "\(entry.name.printable(limit: 40)) \(shape)"
    }
    let rest = entries.count > shown.count ? " and \(entries.count - shown.count) more" : ""
    return shown.joined(separator: ", ") + rest
  }

  /// The bytes of the array file `entry`, uncompressed.
  func open(_ entry: Entry, _ name: InputName) throws(SampleFileError) -> ByteReader {
    guard let file = zip_fopen_index(handle, entry.index, 0) else {
      throw Self.error(zip_get_error(handle), name, method: entry.compressionMethod)
    }
    return ByteReader(EntrySource(file, archive: self, name: name), name: name)
  }

  /// The error that libzip reports by `error`.
  static func error(
    _ error: UnsafeMutablePointer<zip_error_t>, _ name: InputName, method: UInt16 = 0
  ) -> SampleFileError {
    let text = String(cString: zip_error_strerror(error)).printable(limit: 80)
    switch zip_error_code_zip(error) {
    case ZIP_ER_CRC:
      return name.error(
        .checksum, found: "data that do not have the checksum of the archive",
        wanted: "an undamaged .npz archive")
    case ZIP_ER_NOPASSWD, ZIP_ER_WRONGPASSWD, ZIP_ER_ENCRNOTSUPP:
      return name.error(.archive, found: "encrypted data", wanted: "a .npz archive in clear")
    case ZIP_ER_COMPNOTSUPP:
      return name.error(
        .archive, found: "data compressed by method \(method)",
        wanted: "a .npz archive stored or deflated")
    default:
      return name.error(
        .archive, found: "a damaged or incomplete archive (\(text))",
        wanted: "a whole .npz archive")
    }
  }
}

/// One entry of an archive as a source of bytes.
private final class EntrySource: ByteSource {
  private let file: OpaquePointer
  /// An entry can be read while its archive is open.
  private let archive: NPZArchive
  private let name: InputName

  init(_ file: OpaquePointer, archive: NPZArchive, name: InputName) {
    self.file = file
    self.archive = archive
    self.name = name
  }

  deinit { zip_fclose(file) }

  /// The size that the archive states may be a lie.
  var certainRemainingCount: Int? { nil }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SampleFileError) -> Int {
    guard buffer.count > 0 else { return 0 }
    let count = zip_fread(file, buffer.baseAddress!, UInt64(buffer.count))
    guard count >= 0 else { throw NPZArchive.error(zip_file_get_error(file), name) }
    return Int(count)
  }
}
