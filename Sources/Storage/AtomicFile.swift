import Glibc

/// A file that appears whole under its name, or not at all.
///
/// Bytes go to a temporary file in the same folder. `commit()` brings them to the disk and gives
/// the file its name, replacing a file that has it. A value that goes away without that removes
/// the temporary file. Where the path is a device or a pipe, such as /dev/stdout, there is nothing
/// to rename and the bytes go straight there. A process that is killed leaves its temporary file,
/// which the next one that writes into the folder removes. A file that replaces another has the
/// permissions of that one.
public struct AtomicFile: ~Copyable {
  /// What becomes of a symbolic link that has the file's name.
  public enum Links: Sendable {
    /// It stays and its target is replaced: for names that people choose.
    case followed
    /// It is replaced, whatever it points to: for files of our own, at names that anybody can foresee and
    /// plant a link at.
    case replaced
  }

  /// The path as it was given.
  public let path: String
  /// Where the file ends up: `path` with symbolic links resolved.
  private let destination: String
  /// Nil once committed, and where bytes go straight to a device.
  private var temporary: TemporaryFile?
  /// Of the device that bytes go straight to; negative where there is none.
  private var device: Int32
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 16

  /// Begins a file that is to appear at `path`, where `links` says what becomes of a symbolic link.
  public init(path: String, links: Links = .followed) throws(AtomicFileError) {
    let opened = try Self.open(path, links)
    self.path = path
    destination = opened.destination
    temporary = opened.temporary
    device = opened.device
    buffer.reserveCapacity(Self.bufferSize)
  }

  deinit {
    if device >= 0 { Glibc.close(device) }
    temporary?.discard()
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
    guard let temporary, temporary.descriptor >= 0 else { return }
    // Some file systems have no fsync and say EINVAL.
    guard fsync(temporary.descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else {
      throw Self.error(errno, path)
    }
  }

  /// Brings all bytes to the disk and lets go of the file's descriptor, of which a process has few:
  /// for files that wait for others before they are committed. Nothing more can be written.
  public mutating func close() throws(AtomicFileError) {
    try synchronize()
    guard var file = temporary, file.descriptor >= 0 else { return }
    let isSound = file.close()
    let reason = errno
    temporary = file
    guard isSound else { throw Self.error(reason, path) }
  }

  /// Completes the file and gives it its name.
  public consuming func commit() throws(AtomicFileError) {
    try synchronize()
    guard let temporary else { return }
    guard rename(temporary.path, destination) == 0 else { throw Self.error(errno, path) }
    if temporary.descriptor >= 0 { Glibc.close(temporary.descriptor) }
    self.temporary = nil
    // The new name is in the folder; bring that to the disk too, where the file system can.
    let folder = Glibc.open(Self.folder(of: destination), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      Glibc.close(folder)
    }
  }

  /// Writes `text` as the whole of the file at `path`, where `links` says what becomes of a symbolic link.
  public static func write(
    _ text: String, to path: String, links: Links = .followed
  ) throws(AtomicFileError) {
    try write(Array(text.utf8), to: path, links: links)
  }

  /// Writes `bytes` as the whole of the file at `path`, where `links` says what becomes of a symbolic link.
  public static func write(
    _ bytes: [UInt8], to path: String, links: Links = .followed
  ) throws(AtomicFileError) {
    var file = try AtomicFile(path: path, links: links)
    try file.write(bytes)
    try file.commit()
  }

  /// Removes from `folder` what processes that were killed while they wrote a file there have left.
  ///
  /// Others may be writing there meanwhile: a file goes only where it is proved that nobody holds it.
  public static func removeAbandoned(in folder: String) { TemporaryFile.sweep(folder) }

  private mutating func flush() throws(AtomicFileError) {
    try writeThrough(buffer.span.bytes)
    buffer.removeAll(keepingCapacity: true)
  }

  private func writeThrough(_ bytes: RawSpan) throws(AtomicFileError) {
    let descriptor = temporary?.descriptor ?? device
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
    _ path: String, _ links: Links
  ) throws(AtomicFileError) -> (destination: String, temporary: TemporaryFile?, device: Int32) {
    var status = stat()
    let exists = (links == .followed ? stat(path, &status) : lstat(path, &status)) == 0
    let type = status.st_mode & S_IFMT
    if exists && type == S_IFDIR { throw error(EISDIR, path) }
    if exists && type != S_IFREG && links == .followed {
      let device = Glibc.open(path, O_WRONLY | O_CLOEXEC)
      if device < 0 { throw error(errno, path) }
      return (path, nil, device)
    }
    let destination = exists && links == .followed ? resolved(path) : path
    let folder = folder(of: destination)
    TemporaryFile.sweepOnce(folder)
    let replaces = exists && type == S_IFREG
    // What replaces a private file is at no moment less private.
    guard let temporary = TemporaryFile(in: folder, mode: replaces ? 0o600 : 0o666) else {
      throw error(errno, path)
    }
    if replaces { temporary.takeAfter(status) }
    return (destination, temporary, -1)
  }

  /// `path` with symbolic links resolved.
  static func resolved(_ path: String) -> String {
    guard let target = realpath(path, nil) else { return path }
    defer { free(target) }
    return String(cString: target)
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
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
