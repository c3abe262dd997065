import Glibc

/// An exclusive lock on a file, held as long as the value lives.
///
/// The lock is the kernel's (`flock`), so it ends with the process however that ends. The file stays: to
/// remove it while others may be opening it would let two of them hold "the" lock.
struct FileLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock on the file at `path`, which is made where it does not exist.
  ///
  /// - Parameter waits: whether to wait for another holder.
  /// - Returns: nil if another holds it and `waits` is false.
  init?(path: String, waits: Bool) throws(RunDirectoryError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw .system(path: path, problem: String(cString: strerror(errno)))
    }
    while flock(descriptor, LOCK_EX | (waits ? 0 : LOCK_NB)) != 0 {
      let code = errno
      if code == EINTR { continue }
      close(descriptor)
      if code == EWOULDBLOCK { return nil }
      throw .system(path: path, problem: "cannot lock: \(String(cString: strerror(code)))")
    }
  }

  deinit { close(descriptor) }
}
