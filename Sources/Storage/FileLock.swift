import Glibc

/// An exclusive lock on a file, held as long as the value lives.
///
/// The lock is the kernel's (`flock`), so it ends with the process however that ends. What stands in the file, who
/// holds it and since when, is for people alone. The file stays, since file systems that are shared over a network
/// may show a file that has been removed for a while, and two would hold "the" lock. Where that is no matter, whoever
/// holds it may remove it.
public struct FileLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock on the file at `path`, which is made where it does not exist, and waits for it as
  /// long as another holds it.
  ///
  /// - Parameters:
  ///   - path: the file, which is never a symbolic link.
  ///   - onWait: is told once that another holds the lock, and who, if it has said.
  public init(
    waitingFor path: String, onWait: (LockHolder?) -> Void = { _ in }
  ) throws(FileLockError) {
    var descriptor = try Self.lockedDescriptor(path, LOCK_EX | LOCK_NB)
    if descriptor == nil {
      onWait(Self.holder(of: path))
      descriptor = try Self.lockedDescriptor(path, LOCK_EX)
    }
    guard let descriptor else {
      preconditionFailure("a lock that is waited for is held in the end")
    }
    self.init(descriptor)
  }

  /// Takes the lock on the file at `path`, which is made where it does not exist; nil if another holds it.
  public init?(ifFree path: String) throws(FileLockError) {
    guard let descriptor = try Self.lockedDescriptor(path, LOCK_EX | LOCK_NB) else { return nil }
    self.init(descriptor)
  }

  private init(_ descriptor: Int32) {
    self.descriptor = descriptor
    let text = "\(LockHolder.current)\n"
    // Where it cannot be said, the lock is a lock all the same.
    guard ftruncate(descriptor, 0) == 0 else { return }
    _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
  }

  deinit { close(descriptor) }

  /// Who holds the lock on the file at `path`, or held it last; nil where nobody has said so.
  public static func holder(of path: String) -> LockHolder? {
    guard let bytes = OwnFile.contents(of: path, limit: 1 << 10) else { return nil }
    return LockHolder(String(decoding: bytes, as: UTF8.self))
  }

  /// Nil where another holds the lock and `operation` does not wait.
  private static func lockedDescriptor(
    _ path: String, _ operation: Int32
  ) throws(FileLockError) -> Int32? {
    while true {
      let descriptor = try openFile(path)
      while flock(descriptor, operation) != 0 {
        let code = errno
        if code == EINTR { continue }
        close(descriptor)
        if code == EWOULDBLOCK { return nil }
        throw FileLockError(path: path, isOpen: true, code: code)
      }
      // The holder before may have removed the file, and others may hold one of the same name.
      var (mine, named) = (stat(), stat())
      if fstat(descriptor, &mine) == 0, lstat(path, &named) == 0, mine.st_dev == named.st_dev,
        mine.st_ino == named.st_ino
      {
        return descriptor
      }
      close(descriptor)
    }
  }

  private static func openFile(_ path: String) throws(FileLockError) -> Int32 {
    let flags = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    var descriptor = open(path, O_RDWR | O_CREAT | flags, 0o666)
    // Another user's file can be locked all the same.
    if descriptor < 0, errno == EACCES { descriptor = open(path, O_RDONLY | flags) }
    guard descriptor >= 0 else { throw FileLockError(path: path, isOpen: false, code: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw FileLockError(path: path, isOpen: true, code: EINVAL)
    }
    return descriptor
  }
}

/// Why a file cannot be locked.
public struct FileLockError: InputError {
  /// The path of the file, as it was given.
  public let path: String
  /// Whether the file could be opened.
  let isOpen: Bool
  /// The system's number for the reason.
  let code: Int32

  public var description: String {
    "\(path): \(isOpen ? "cannot lock: " : "")\(String(cString: strerror(code)))"
  }
}
