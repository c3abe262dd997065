#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files that are written under temporary names and given their own names only when all are whole.
///
/// Each file appears whole or not at all, because a rename within a directory is atomic. If anything
/// fails, what was made is removed again: temporary files, files that were not there before, and
/// directories. (A file that had already replaced an older one stays.)
public struct StagedFiles: ~Copyable {
  private var madeDirectories: [String] = []
  private var staged: [(temporaryPath: String, path: String)] = []
  private var newPaths: [String] = []
  private var isPublished = false

  init() {}

  deinit {
    guard !isPublished else { return }
    for file in staged { unlink(file.temporaryPath) }
    for path in newPaths { unlink(path) }
    for path in madeDirectories.reversed() { rmdir(path) }
  }

  /// Writes `contents` beside where the file `name` will be in `directory`, which is made, with those
  /// above it, where it does not exist.
  mutating func stage(
    _ contents: String, as name: String, in directory: String
  ) throws(ReportWriterError) {
    try make(directory)
    let path = directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
    guard !StagedFiles.isDirectory(path) else { throw .file(path: path, reason: reason(EISDIR)) }
    var attempt = 0
    var descriptor: Int32
    var temporaryPath: String
    // The name is free unless an earlier process of the same number was killed here.
    repeat {
      temporaryPath = "\(directory)/.\(name).\(getpid())-\(attempt)"
      descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      attempt += 1
    } while descriptor < 0 && errno == EEXIST && attempt < 1000
    guard descriptor >= 0 else { throw .file(path: path, reason: reason(errno)) }
    staged.append((temporaryPath, path))
    var failure = StagedFiles.write(contents, to: descriptor)
    if close(descriptor) != 0, failure == 0 { failure = errno }
    guard failure == 0 else { throw .file(path: path, reason: reason(failure)) }
  }

  /// Gives all files their names and returns their paths, in the order in which they were staged.
  public mutating func publish() throws(ReportWriterError) -> [String] {
    for file in staged {
      let isNew = access(file.path, F_OK) != 0
      guard rename(file.temporaryPath, file.path) == 0 else {
        throw .file(path: file.path, reason: reason(errno))
      }
      if isNew { newPaths.append(file.path) }
    }
    isPublished = true
    return staged.map(\.path)
  }

  /// Writes all of `contents` and waits until the disk has it; returns 0 or the error's number.
  static func write(_ contents: String, to descriptor: Int32) -> Int32 {
    var contents = contents
    let failure = contents.withUTF8 { buffer -> Int32 in
      var rest = UnsafeRawBufferPointer(buffer)[...]
      while !rest.isEmpty {
        let bytes = UnsafeRawBufferPointer(rebasing: rest)
        #if canImport(Glibc)
          let count = Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #else
          let count = Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return count < 0 ? errno : EIO }
        rest = rest.dropFirst(count)
      }
      return 0
    }
    guard failure == 0 else { return failure }
    // Some file systems cannot synchronize; that is no reason to refuse them.
    return fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP ? 0 : errno
  }

  private mutating func make(_ directory: String) throws(ReportWriterError) {
    var path = directory.hasPrefix("/") ? "/" : ""
    for component in directory.split(separator: "/") {
      path += (path.isEmpty || path == "/" ? "" : "/") + component
      if mkdir(path, 0o777) == 0 {
        madeDirectories.append(path)
      } else {
        let number = errno
        // Whatever mkdir says of "/" or of a directory above without write permission, one that is
        // there is good.
        guard !StagedFiles.isDirectory(path) else { continue }
        let why = reason(number == EEXIST ? ENOTDIR : number)
        throw .directory(path: directory, reason: path == directory ? why : "\(path): \(why)")
      }
    }
  }

  private static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private func reason(_ number: Int32) -> String { String(cString: strerror(number)) }
}
