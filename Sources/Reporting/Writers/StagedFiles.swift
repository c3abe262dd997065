import Glibc
import Storage

/// Files that are written under temporary names and given their own names only when all are whole.
///
/// Each file appears whole or not at all, because a rename within a directory is atomic. If anything
/// fails, what was made is removed again: temporary files, files that were not there before, and
/// directories. (A file that had already replaced an older one stays.)
public struct StagedFiles: ~Copyable {
  private var madeDirectories: [String] = []
  private var staged: [PendingFile] = []
  private var newPaths: [String] = []
  private var isPublished = false

  init() {}

  deinit {
    guard !isPublished else { return }
    for file in staged { file.discard() }
    for path in newPaths { unlink(path) }
    for path in madeDirectories.reversed() { rmdir(path) }
  }

  /// Writes `contents` beside where the file `name` will be in `directory`, which is made, with those
  /// above it, where it does not exist.
  mutating func stage(
    _ contents: String, as name: String, in directory: String
  ) throws(ReportWriterError) {
    let directory = directory.isEmpty ? "." : directory
    try make(directory)
    let path = directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
    do throws(AtomicFileError) {
      var file = try AtomicFile(path: path)
      try file.write(Array(contents.utf8))
      try file.close()
      staged.append(PendingFile(file))
    } catch {
      throw .file(path: path, reason: error.systemText)
    }
  }

  /// Gives all files their names and returns their paths, in the order in which they were staged. Of two processes
  /// that write the same files one does so after the other, so that all files are of the same.
  public mutating func publish() throws(ReportWriterError) -> [String] {
    guard let first = staged.first, staged.count > 1 else { return try name() }
    // It takes moments. A holder that was stopped is not waited for.
    for _ in 0..<500 {
      do {
        let lock = try OutputLock(first.path, waiting: .refused)
        defer { withExtendedLifetime(lock) {} }
        return try name()
      } catch let error as ReportWriterError {
        throw error
      } catch is OutputInUse {
        usleep(10_000)
      } catch {
        break
      }
    }
    return try name()
  }

  private mutating func name() throws(ReportWriterError) -> [String] {
    for file in staged {
      let isNew = access(file.path, F_OK) != 0
      do throws(AtomicFileError) {
        try file.commit()
      } catch {
        throw .file(path: file.path, reason: error.systemText)
      }
      if isNew { newPaths.append(file.path) }
    }
    isPublished = true
    return staged.map(\.path)
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

/// A file that is whole and waits for its name; arrays cannot hold the file itself, which cannot be copied.
private final class PendingFile {
  let path: String
  private var file: AtomicFile?

  init(_ file: consuming AtomicFile) {
    path = file.path
    self.file = consume file
  }

  func commit() throws(AtomicFileError) { try file.take()?.commit() }

  func discard() { file = nil }
}
