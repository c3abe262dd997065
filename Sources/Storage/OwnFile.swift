import Foundation

/// A file that an earlier run of ours has left under a name that anybody can foresee.
package enum OwnFile {
  /// Whether there is a regular file under that very name, which is no symbolic link.
  package static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// What is in the file at `path`; nil where there is no regular file under that very name, which is no symbolic
  /// link, or where it is longer than `limit` bytes.
  package static func contents(of path: String, limit: Int = .max) -> Data? {
    // Not blocking: a pipe would wait for somebody to write into it.
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size <= limit
    else { return nil }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    return try? handle.readToEnd() ?? Data()
  }
}
