import Glibc
import Storage

/// Standard output, whose failures are noticed: a document that a full disk cut short must not end
/// in success.
package enum StandardOutput {
  /// Writes all of `text`.
  package static func write(_ text: String) throws(StandardOutputError) {
    var text = text
    let failure = text.withUTF8 { buffer -> Int32 in
      var rest = UnsafeRawBufferPointer(buffer)
      while !rest.isEmpty {
        let count = Glibc.write(STDOUT_FILENO, rest.baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return count < 0 ? errno : EIO }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      }
      return 0
    }
    guard failure == 0 else {
      throw StandardOutputError(reason: String(cString: strerror(failure)))
    }
  }
}

/// Why standard output could not be written to.
package struct StandardOutputError: InputError {
  let reason: String

  package var description: String { "cannot write to standard output: \(reason)" }
}
