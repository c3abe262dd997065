import Foundation

/// A folder for what is needed only while a process works, beside other temporary files, which nobody else can enter.
///
/// The process holds the kernel's lock on it. A process that is killed leaves it to the next one, which can tell by
/// the lock that nobody holds it and removes it.
package final class HeldFolder: Sendable {
  /// Where it is.
  package let path: String
  private let descriptor: Int32

  private static let prefix = "steelyard-scratch-"

  /// Makes a new folder, and removes those that are there and free.
  package init() throws(OutputFolderError) {
    let parent = FileManager.default.temporaryDirectory.path(percentEncoded: false)
    Self.sweep(parent)
    // Another process may take a folder for abandoned before it is locked.
    for _ in 0..<100 {
      let path = "\(parent)/\(Self.prefix)\(UUID().uuidString)"
      guard mkdir(path, 0o700) == 0 else { throw OutputFolderError(path: path) }
      let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK,
        access(path, F_OK) == 0
      {
        (self.path, self.descriptor) = (path, descriptor)
        return
      }
      close(descriptor)
    }
    throw OutputFolderError(path: parent)
  }

  deinit {
    remove()
    close(descriptor)
  }

  /// Removes it with all that is in it.
  package func remove() { try? FileManager.default.removeItem(atPath: path) }

  private static func sweep(_ parent: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let path = "\(parent)/\(name)"
      let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      var status = stat()
      guard fstat(descriptor, &status) == 0, status.st_uid == geteuid(),
        flock(descriptor, LOCK_EX | LOCK_NB) == 0
      else { continue }
      try? FileManager.default.removeItem(atPath: path)
    }
  }
}
