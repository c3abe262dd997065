import CZip
import Storage

extension ArrayArchive {
  /// Writes the arrays to `path`, little-endian and in C order; the file appears whole or not at all.
  ///
  /// The same arrays give the same bytes: entries carry no time of day.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - compressed: whether to deflate the data, which gains little on weights. The bytes then
  ///     also depend on the version of zlib.
  /// - Precondition: the names are different, not empty, and free of zeros.
  /// - Throws: `SampleFileError` of kind `diskFull`, `directory`, `missing` or `unwritable`.
  public func write(to path: String, compressed: Bool = false) throws(SampleFileError) {
    let bytes = try bytes(compressed: compressed, path: path)
    do throws(AtomicFileError) {
      var file = try AtomicFile(path: path)
      try file.write(bytes)
      try file.commit()
    } catch {
      throw SampleFileError(error)
    }
  }

  /// The bytes of the file, where a caller has an `AtomicFile` to put them into.
  ///
  /// - Parameters:
  ///   - compressed: as for `write`.
  ///   - path: what errors call the file.
  public func bytes(
    compressed: Bool = false, path: String = "archive"
  ) throws(SampleFileError) -> [UInt8] {
    precondition(
      Set(arrays.map(\.name)).count == arrays.count
        && arrays.allSatisfy { !$0.name.isEmpty && !$0.name.utf8.contains(0) },
      "arrays of an archive need names of their own")
    // libzip deletes an archive without entries; this is its end record.
    guard !arrays.isEmpty else {
      return [0x50, 0x4B, 0x05, 0x06] + [UInt8](repeating: 0, count: 18)
    }
    let writer = try ArchiveWriter(path: path)
    for (name, array) in arrays {
      let header = NPYHeader.bytes(descriptor: array.elements.descriptor, shape: array.shape)
      try writer.add(
        header + array.elements.bytes, as: "\(name).npy", compressed: compressed)
    }
    return try writer.finish()
  }
}

/// Builds a zip archive in memory.
private final class ArchiveWriter {
  private let path: String
  /// What libzip writes into, and the archive it writes; nil once finished.
  private let target: OpaquePointer
  private var handle: OpaquePointer?
  /// The contents of entries, which libzip reads when the archive is finished.
  private var contents: [UnsafeMutableRawBufferPointer] = []

  /// The first day of the calendar of zip archives, 1 January 1980, as NumPy dates its entries.
  private static let date: UInt16 = 1 << 5 | 1

  init(path: String) throws(SampleFileError) {
    self.path = path
    var error = zip_error_t()
    zip_error_init(&error)
    guard let target = zip_source_buffer_create(nil, 0, 0, &error),
      let handle = zip_open_from_source(target, ZIP_TRUNCATE, &error)
    else { throw Self.error(&error, path) }
    // The archive owns the source and would free it on closing.
    zip_source_keep(target)
    self.target = target
    self.handle = handle
  }

  deinit {
    if let handle { zip_discard(handle) }
    zip_source_free(target)
    for content in contents { content.deallocate() }
  }

  func add(_ bytes: [UInt8], as name: String, compressed: Bool) throws(SampleFileError) {
    let content = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
    content.copyBytes(from: bytes)
    contents.append(content)
    let method = compressed ? ZIP_CM_DEFLATE : ZIP_CM_STORE
    guard let source = zip_source_buffer(handle, content.baseAddress, UInt64(bytes.count), 0) else {
      throw Self.error(zip_get_error(handle), path)
    }
    let index = zip_file_add(handle, name, source, UInt32(ZIP_FL_ENC_UTF_8))
    guard index >= 0 else {
      zip_source_free(source)
      throw Self.error(zip_get_error(handle), path)
    }
    guard zip_set_file_compression(handle, UInt64(index), method, 0) == 0,
      zip_file_set_dostime(handle, UInt64(index), 0, Self.date, 0) == 0
    else { throw Self.error(zip_get_error(handle), path) }
  }

  /// The bytes of the archive.
  func finish() throws(SampleFileError) -> [UInt8] {
    guard zip_close(handle) == 0 else { throw Self.error(zip_get_error(handle), path) }
    handle = nil
    var status = zip_stat_t()
    guard zip_source_stat(target, &status) == 0, zip_source_open(target) == 0 else {
      throw Self.error(zip_source_error(target), path)
    }
    defer { zip_source_close(target) }
    let size = Int(status.size)
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = max(0, Int(zip_source_read(target, buffer.baseAddress, UInt64(size))))
    }
    guard bytes.count == size else { throw Self.error(zip_source_error(target), path) }
    return bytes
  }

  private static func error(
    _ error: UnsafeMutablePointer<zip_error_t>, _ path: String
  ) -> SampleFileError {
    SampleFileError(
      .unwritable, file: path,
      found: "an archive that cannot be made "
        + "(\(String(cString: zip_error_strerror(error)).printable(limit: 80)))",
      wanted: "a whole .npz archive")
  }
}
