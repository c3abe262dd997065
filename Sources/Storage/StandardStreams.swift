#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Open files that another process is to find as its standard input and output; closed when nobody holds them.
package final class StandardStreams: Sendable {
  /// The descriptor of what the process reads.
  package let input: Int32
  /// The descriptor of what it writes.
  package let output: Int32

  /// Opens `input` for reading and an empty `output` for writing; nil for either is nothing at all. Nil where the
  /// system refuses.
  package init?(input: String?, output: String?) {
    self.input = open(input ?? "/dev/null", O_RDONLY | O_CLOEXEC)
    self.output = open(output ?? "/dev/null", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard self.input >= 0, self.output >= 0 else { return nil }
  }

  deinit {
    for descriptor in [input, output] where descriptor >= 0 { close(descriptor) }
  }
}
