import DataFiles
import Foundation
import TemporaryFolders
import Testing

@Suite struct `Files, pipes and devices` {
  static let pattern = SpinPattern(count: 2000, size: 12)
  static let array = ArrayFile(shape: [2000, 12, 12], values: pattern.values()).bytes

  static func error(reading path: String) throws -> SampleFileError {
    try #require(throws: SampleFileError.self) { try SampleFile.read(path) }
  }

  @Test func `A file on disk is read like its bytes`() throws {
    let folder = try TemporaryFolder()
    Self.pattern.expect(try SampleFile.read(try folder.write(Self.array, to: "a.npy")).samples)
    // The name has no say where the content speaks.
    Self.pattern.expect(try SampleFile.read(try folder.write(Self.array, to: "a.txt")).samples)
  }

  @Test func `Missing files are told from folders and unreadable ones`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write([1], to: "file")
    for path in [folder.path("a.npy"), file + "/a.npy", ""] {
      let error = try Self.error(reading: path)
      #expect(error.kind == .missing)
      #expect(
        error.description
          == "\(path): found no such file; wanted a .npy, .npz, .csv or .txt file")
    }
    let isFolder = try Self.error(reading: folder.path)
    #expect(isFolder.kind == .directory)
    #expect(
      isFolder.description
        == "\(folder.path): found a directory; wanted a .npy, .npz, .csv or .txt file")
    let loop = folder.path("loop")
    try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: loop)
    let isLoop = try Self.error(reading: loop)
    #expect(isLoop.kind == .unreadable)
    #expect(
      isLoop.description
        == "\(loop): found a file that cannot be read (Too many levels of symbolic links); "
        + "wanted a readable file")
  }

  @Test func `A file without permission is refused`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.array, to: "a.npy")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    // The superuser may read everything, so there is nothing to see then.
    guard getuid() != 0 else {
      Self.pattern.expect(try SampleFile.read(path).samples)
      return
    }
    let error = try Self.error(reading: path)
    #expect(error.kind == .unreadable)
    #expect(
      error.description
        == "\(path): found a file that cannot be read (Permission denied); wanted a readable file")
  }

  @Test func `Empty files and devices are refused`() throws {
    let folder = try TemporaryFolder()
    for path in [try folder.write([], to: "a.npy"), try folder.write([], to: "a.csv"), "/dev/null"]
    {
      let error = try Self.error(reading: path)
      #expect(error.kind == .empty)
      #expect(
        error.description
          == "\(path): found an empty file; "
          + "wanted a .npy, .npz, .csv or .txt file of configurations")
    }
    #expect(try Self.error(reading: "/dev/zero").kind == .unknownFormat)
  }

  /// Runs `body` with the path of a pipe into which `bytes` are written meanwhile.
  static func withPipe<T>(
    _ bytes: [UInt8], _ folder: TemporaryFolder, _ body: (String) throws -> T
  ) throws -> T {
    let path = folder.path("pipe-\(UUID().uuidString)")
    try #require(mkfifo(path, 0o600) == 0)
    // A reader that has had enough closes the pipe; the writer must then survive.
    signal(SIGPIPE, SIG_IGN)
    let writer = Thread {
      let descriptor = open(path, O_WRONLY)
      var written = 0
      while written < bytes.count {
        // Odd pieces, so that reads are short.
        let count = bytes.withUnsafeBytes {
          write(descriptor, $0.baseAddress! + written, min(4093, bytes.count - written))
        }
        if count <= 0 { break }
        written += count
      }
      close(descriptor)
    }
    writer.start()
    return try body(path)
  }

  @Test func `A pipe is read as it delivers`() throws {
    let folder = try TemporaryFolder()
    let loaded = try Self.withPipe(Self.array, folder) { try SampleFile.read($0) }
    Self.pattern.expect(loaded.samples)
    let fortran = ArrayFile(
      descriptor: ">i4", isFortranOrder: true, shape: [2000, 12, 12],
      values: Self.pattern.values())
    Self.pattern.expect(
      try Self.withPipe(fortran.bytes, folder) { try SampleFile.read($0) }.samples)
    let text = SpinPattern(count: 3, size: 2).spins.map(String.init).joined(separator: "\n")
      .split(separator: "\n").enumerated()
      .map { $0.offset % 4 == 3 ? "\($0.element)\n" : "\($0.element) " }.joined()
    SpinPattern(count: 3, size: 2).expect(
      try Self.withPipe(Array(text.utf8), folder) { try SampleFile.read($0) }.samples)
  }

  @Test func `A pipe that ends early or goes on is noticed`() throws {
    let folder = try TemporaryFolder()
    for isFortranOrder in [false, true] {
      let file = ArrayFile(
        isFortranOrder: isFortranOrder, shape: [2000, 12, 12], values: Self.pattern.values())
      let short = try Self.withPipe(file.bytes.dropLast(5), folder) {
        try Self.error(reading: $0)
      }
      #expect(short.kind == .truncated)
      #expect(short.found == "287995 bytes of data, 5 missing")
      let long = try Self.withPipe(file.bytes + [1], folder) { try Self.error(reading: $0) }
      #expect(long.kind == .trailingBytes)
      #expect(long.found == "more bytes behind the data")
    }
  }

  @Test func `A header in a pipe that promises gigabytes is refused when nothing follows`() throws {
    let folder = try TemporaryFolder()
    // One bit a spin, this takes 8 GB; nothing of it follows.
    for isFortranOrder in [false, true] {
      let file = ArrayFile(
        isFortranOrder: isFortranOrder, shape: [500_000_000, 8, 8], values: [])
      let error = try Self.withPipe(file.bytes, folder) { try Self.error(reading: $0) }
      #expect(error.kind == .truncated || error.kind == .tooLarge)
    }
  }

  @Test func `A file that is larger than memory is refused before it is read`() throws {
    let folder = try TemporaryFolder()
    // A file of one hole, 2⁴³ bytes, of which the packed configurations would take 2⁴⁰.
    let file = ArrayFile(shape: [1 << 37, 8, 8], values: [])
    let path = try folder.write(file.bytes, to: "a.npy")
    try #require(truncate(path, file.bytes.count + 1 << 43) == 0)
    let error = try Self.error(reading: path)
    #expect(error.kind == .tooLarge)
    #expect(
      error.description
        == "\(path): header field shape: found [137438953472, 8, 8]; wanted configurations that "
        + "fit, with what is to be measured on them, into the memory that this process may have")
  }

  @Test func `An archive in a pipe is refused`() throws {
    let folder = try TemporaryFolder()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: fixtures + "stored.npz"))
    let error = try Self.withPipe(Array(bytes), folder) { try Self.error(reading: $0) }
    #expect(error.kind == .archive)
    #expect(
      error.description.hasSuffix(
        ": found an archive that arrives through a pipe; wanted a file, "
          + "because the directory of a .npz archive stands at its end"))
  }
}
