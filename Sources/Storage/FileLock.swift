import Glibc

/// An exclusive lock on a file, held as long as the value lives.
///
/// The lock is the kernel's (`flock`), so it ends with the process however that ends. The file stays: to
/// remove it while others may be opening it would let two of them hold "the" lock.
public struct FileLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock on the file at `path`, which is made where it does not exist, and waits for it as
  /// long as another holds it.
  public init(waitingFor path: String) throws(FileLockError) {
    guard let descriptor = try Self.lockedDescriptor(path, LOCK_EX) else {
      preconditionFailure("a lock that is waited for is held in the end")
    }
    self.descriptor = descriptor
  }

  /// Takes the lock on the file at `path`, which is made where it does not exist; nil if another holds it.
  public init?(ifFree path: String) throws(FileLockError) {
    guard let descriptor = try Self.lockedDescriptor(path, LOCK_EX | LOCK_NB) else { return nil }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Nil where another holds the lock and `operation` does not wait.
  private static func lockedDescriptor(
    _ path: String, _ operation: Int32
  ) throws(FileLockError) -> Int32? {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileLockError(path: path, isOpen: false, code: errno) }
    while flock(descriptor, operation) != 0 {
      let code = errno
      if code == EINTR { continue }
      close(descriptor)
      if code == EWOULDBLOCK { return nil }
      throw FileLockError(path: path, isOpen: true, code: code)
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
