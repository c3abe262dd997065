import Glibc

/// A file that appears whole under its name, or not at all.
///
/// Bytes go to a temporary file in the same folder. `commit()` brings them to the disk and gives
/// the file its name, replacing a file that has it. A value that goes away without that removes
/// the temporary file. Where the path is a device or a pipe, such as /dev/stdout, there is nothing
/// to rename and the bytes go straight there. A process that is killed leaves its temporary file,
/// called `.steelyard-PID-n.partial`.
public struct AtomicFile: ~Copyable {
  /// The path as it was given.
  public let path: String
  /// Where the file ends up: `path` with symbolic links resolved.
  private let destination: String
  /// Nil once committed, and where bytes go straight to a device.
  private var temporaryPath: String?
  /// Negative once closed.
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 16

  /// Begins a file that is to appear at `path`.
  public init(path: String) throws(AtomicFileError) {
    let opened = try Self.open(path)
    self.path = path
    destination = opened.destination
    temporaryPath = opened.temporaryPath
    descriptor = opened.descriptor
    buffer.reserveCapacity(Self.bufferSize)
  }

  deinit {
    if descriptor >= 0 { Glibc.close(descriptor) }
    if let temporaryPath { unlink(temporaryPath) }
  }

  /// Appends `bytes`.
  public mutating func write(_ bytes: RawSpan) throws(AtomicFileError) {
    if buffer.count + bytes.byteCount > Self.bufferSize { try flush() }
    if bytes.byteCount >= Self.bufferSize {
      try writeThrough(bytes)
    } else {
      bytes.withUnsafeBytes { buffer.append(contentsOf: $0) }
    }
  }

  /// Appends `bytes`.
  public mutating func write(_ bytes: [UInt8]) throws(AtomicFileError) {
    try write(bytes.span.bytes)
  }

  /// Brings all bytes to the disk, so that hardly anything is left that may fail in `commit()`.
  public mutating func synchronize() throws(AtomicFileError) {
    try flush()
    // Some file systems, and devices, have no fsync and say EINVAL.
    guard
      temporaryPath == nil || descriptor < 0 || fsync(descriptor) == 0 || errno == EINVAL
        || errno == ENOTSUP
    else { throw Self.error(errno, path) }
  }

  /// Brings all bytes to the disk and lets go of the file's descriptor, of which a process has few:
  /// for files that wait for others before they are committed. Nothing more can be written.
  public mutating func close() throws(AtomicFileError) {
    try synchronize()
    let status = Glibc.close(descriptor)
    descriptor = -1
    // An interrupted close has closed (Linux).
    guard status == 0 || errno == EINTR else { throw Self.error(errno, path) }
  }

  /// Completes the file and gives it its name.
  public consuming func commit() throws(AtomicFileError) {
    try synchronize()
    guard let temporaryPath else { return }
    guard rename(temporaryPath, destination) == 0 else { throw Self.error(errno, path) }
    self.temporaryPath = nil
    // The new name is in the folder; bring that to the disk too, where the file system can.
    let folder = Glibc.open(Self.folder(of: destination), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      Glibc.close(folder)
    }
  }

  /// Writes `text` as the whole of the file at `path`.
  public static func write(_ text: String, to path: String) throws(AtomicFileError) {
    try write(Array(text.utf8), to: path)
  }

  /// Writes `bytes` as the whole of the file at `path`.
  public static func write(_ bytes: [UInt8], to path: String) throws(AtomicFileError) {
    var file = try AtomicFile(path: path)
    try file.write(bytes)
    try file.commit()
  }

  /// Removes from `folder` what processes that were killed while they wrote a file there have left.
  ///
  /// Only for a folder of which no other process is making files.
  public static func removeAbandoned(in folder: String) {
    guard let directory = opendir(folder) else { return }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(".steelyard-"), name.hasSuffix(".partial") { names.append(name) }
    }
    for name in names { unlink("\(folder)/\(name)") }
  }

  private mutating func flush() throws(AtomicFileError) {
    try writeThrough(buffer.span.bytes)
    buffer.removeAll(keepingCapacity: true)
  }

  private func writeThrough(_ bytes: RawSpan) throws(AtomicFileError) {
    precondition(descriptor >= 0 || bytes.isEmpty, "a file that is closed cannot be written to")
    var written = 0
    while written < bytes.byteCount {
      written += try bytes.extracting(droppingFirst: written).withUnsafeBytes {
        rest throws(AtomicFileError) in
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        guard count >= 0 || errno == EINTR else { throw Self.error(errno, path) }
        return max(count, 0)
      }
    }
  }

  // MARK: Paths

  private static func open(
    _ path: String
  ) throws(AtomicFileError) -> (destination: String, temporaryPath: String?, descriptor: Int32) {
    var status = stat()
    let exists = stat(path, &status) == 0
    let type = status.st_mode & S_IFMT
    if exists && type == S_IFDIR { throw error(EISDIR, path) }
    if exists && type != S_IFREG {
      let descriptor = Glibc.open(path, O_WRONLY | O_CLOEXEC)
      if descriptor < 0 { throw error(errno, path) }
      return (path, nil, descriptor)
    }
    // A symbolic link keeps pointing where it points; its target is replaced.
    let destination = exists ? resolved(path) : path
    let (temporaryPath, descriptor) = try createTemporary(beside: destination, path)
    return (destination, temporaryPath, descriptor)
  }

  private static func resolved(_ path: String) -> String {
    guard let target = realpath(path, nil) else { return path }
    defer { free(target) }
    return String(cString: target)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Creates a file of a name that is not in use in the folder of `destination`.
  private static func createTemporary(
    beside destination: String, _ path: String
  ) throws(AtomicFileError) -> (path: String, descriptor: Int32) {
    let stem = "\(folder(of: destination))/.steelyard-\(getpid())"
    for attempt in 0..<10_000 {
      let candidate = "\(stem)-\(attempt).partial"
      let descriptor = Glibc.open(candidate, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return (candidate, descriptor) }
      if errno != EEXIST { throw error(errno, path) }
    }
    throw error(EEXIST, path)
  }

  private static func error(_ code: Int32, _ path: String) -> AtomicFileError {
    let reason: AtomicFileError.Reason =
      switch code {
      case ENOSPC, EDQUOT: .diskFull
      case EACCES, EPERM, EROFS: .permission
      case ENOENT: .missingFolder
      case ENOTDIR: .notAFolder
      case EISDIR: .isAFolder
      default: .system(errno: code)
      }
    return AtomicFileError(
      file: path, reason: reason, systemText: String(cString: strerror(code)))
  }
}
