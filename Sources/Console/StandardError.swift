import Glibc

/// Standard error, whose failures are nobody's business: there is no place left to tell of them.
package enum StandardError {
  /// Writes as much of `text` as can be written.
  package static func write(_ text: String) {
    var text = text
    text.withUTF8 { buffer in
      var rest = UnsafeRawBufferPointer(buffer)
      while !rest.isEmpty {
        let count = Glibc.write(STDERR_FILENO, rest.baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      }
    }
  }

  /// Opens whichever of the three standard descriptors is closed, so that no file of ours gets its number
  /// and then what was meant for a person.
  package static func reserveDescriptors() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
      // The lowest free number is the one that was found closed. Reading from it, or writing to what
      // should be standard output, fails as it does for a closed one.
      _ = open("/dev/null", descriptor == STDOUT_FILENO ? O_RDONLY : O_WRONLY)
    }
  }
}
