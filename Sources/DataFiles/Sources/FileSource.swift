import Glibc

/// An open file, device, pipe or socket as a source of bytes.
///
/// Files are read in pieces, not mapped into memory. A mapped file that someone truncates
/// meanwhile ends the process with a bus error, which no check beforehand can prevent. The copy
/// costs less than a tenth of a second a gigabyte, since a piece is still in the processor's cache
/// when it is packed, and the same path serves pipes.
final class FileSource: ByteSource {
  let descriptor: Int32
  /// Whether this is a regular file, which has a size and can be read at any place.
  let isRegularFile: Bool
  private let name: InputName
  private let wanted: String
  private let size: Int
  /// What files of samples are called in errors.
  static let wantedSamples = "a .npy, .npz, .csv or .txt file"

  /// Opens `path`, or standard input for "-".
  ///
  /// - Parameter wanted: the kind of file that an error says was wanted.
  init(path: String, wanted: String = wantedSamples) throws(SampleFileError) {
    let name = InputName(file: path == "-" ? "standard input" : path)
    let descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.refusal(errno, name, wanted) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw Self.refusal(code, name, wanted)
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw Self.refusal(EISDIR, name, wanted)
    }
    self.name = name
    self.wanted = wanted
    self.descriptor = descriptor
    isRegularFile = status.st_mode & S_IFMT == S_IFREG
    size = Int(status.st_size)
    // A hint only: pipes refuse it.
    _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  deinit { close(descriptor) }

  /// The size of a regular file less the place reached. Files of /proc have a size of 0 and content
  /// nevertheless, so 0 says nothing.
  var certainRemainingCount: Int? {
    guard isRegularFile, size > 0 else { return nil }
    let place = lseek(descriptor, 0, SEEK_CUR)
    return place < 0 || place > size ? nil : size - place
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SampleFileError) -> Int {
    guard buffer.count > 0 else { return 0 }
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw Self.refusal(errno, name, wanted) }
    }
  }

  private static func refusal(
    _ code: Int32, _ name: InputName, _ wanted: String
  ) -> SampleFileError {
    switch code {
    case ENOENT, ENOTDIR: name.error(.missing, found: "no such file", wanted: wanted)
    case EISDIR: name.error(.directory, found: "a directory", wanted: wanted)
    default:
      name.error(
        .unreadable, found: "a file that cannot be read (\(String(cString: strerror(code))))",
        wanted: "a readable file")
    }
  }
}
