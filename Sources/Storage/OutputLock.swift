import Glibc

/// The right to make the file at a path, with those beside it, which one process has at a time.
///
/// It is a lock on the file `.steelyard-NAME.lock` in the same folder, which goes away with it. Where the path is a
/// device or a pipe there is nothing to lock.
public struct OutputLock: ~Copyable {
  /// What is done where another process has the right.
  public enum Waiting: Sendable {
    /// The other is waited for, after one line was given that says whom, and since when it has it.
    case announced(@Sendable (String) -> Void)
    /// An `OutputInUse` is thrown.
    case refused
  }

  private let lock: FileLock?
  /// Nil where there is no lock.
  private let lockPath: String?
  /// Whether another process had to be waited for.
  public let hasWaited: Bool

  /// Takes the right to make the file at `path`.
  ///
  /// - Throws: `OutputInUse`; `FileLockError`.
  public init(_ path: String, waiting: Waiting) throws {
    var status = stat()
    let exists = stat(path, &status) == 0
    guard !exists || status.st_mode & S_IFMT == S_IFREG else {
      lock = nil
      lockPath = nil
      hasWaited = false
      return
    }
    let lockPath = Self.path(of: path, exists: exists)
    self.lockPath = lockPath
    if let lock = try FileLock(ifFree: lockPath) {
      self.lock = consume lock
      hasWaited = false
      return
    }
    switch waiting {
    case .refused: throw OutputInUse(file: path, holder: FileLock.holder(of: lockPath))
    case .announced(let announce):
      lock = try FileLock(waitingFor: lockPath) { holder in
        announce("\(path.printable()): waiting for \(OutputInUse.text(holder)), to finish it")
      }
      hasWaited = true
    }
  }

  deinit {
    // Before the lock is given back, which follows.
    if let lockPath { unlink(lockPath) }
  }

  private static func path(of path: String, exists: Bool) -> String {
    let destination = exists ? AtomicFile.resolved(path) : path
    let name =
      destination.lastIndex(of: "/").map { destination[destination.index(after: $0)...] }
      ?? destination[...]
    // No name of a file may have more than 255 bytes.
    let short = name.utf8.count <= 200 ? String(name) : "\(Checksum.of(String(name)))"
    return "\(AtomicFile.folder(of: destination))/\(TemporaryFile.lockName(of: short))"
  }
}

/// Another process makes the same file.
public struct OutputInUse: FileInputError {
  /// The path as it was given.
  public let file: String
  /// Who makes it, if that is known.
  public let holder: LockHolder?

  public var found: String { "a file that is being made by \(Self.text(holder))" }
  public var wanted: String { "one that nobody else makes" }

  static func text(_ holder: LockHolder?) -> String { holder.map { "\($0)" } ?? "another process" }
}
