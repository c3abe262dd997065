import Foundation
import Storage
import TemporaryFolders
import Testing

@Suite struct `Files that appear whole or not at all` {
  static func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test func `A file has no name before it is committed`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("report.json")
    var file = try AtomicFile(path: path)
    try file.write(Array("one, ".utf8))
    try file.write(Array("two".utf8))
    #expect(!FileManager.default.fileExists(atPath: path))
    try file.commit()
    #expect(try Self.text(path) == "one, two")
    #expect(try folder.contents == ["report.json"])
  }

  @Test func `A file that is given up leaves what was there`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("report.json")
    try AtomicFile.write("old", to: path)
    do {
      var file = try AtomicFile(path: path)
      try file.write([UInt8](repeating: 0x20, count: 1 << 20))
      #expect(try folder.contents.count == 2)
    }
    #expect(try folder.contents == ["report.json"])
    #expect(try Self.text(path) == "old")
  }

  @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 200_000])
  func `Pieces of every length arrive in order`(length: Int) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("bytes")
    var file = try AtomicFile(path: path)
    var all: [UInt8] = []
    for piece in [7, length, 3, length] {
      let bytes = (0..<piece).map { UInt8(truncatingIfNeeded: $0 &* 31 + all.count) }
      try file.write(bytes)
      all += bytes
    }
    try file.commit()
    #expect(try Array(Data(contentsOf: URL(fileURLWithPath: path))) == all)
  }

  @Test func `A closed file waits for its name`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("report.json")
    var file = try AtomicFile(path: path)
    try file.write(Array("whole".utf8))
    try file.close()
    #expect(!FileManager.default.fileExists(atPath: path))
    try file.commit()
    #expect(try Self.text(path) == "whole")
  }

  @Test func `Two files for one path do not meet before they are committed`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("report.json")
    var first = try AtomicFile(path: path)
    var second = try AtomicFile(path: path)
    try first.write(Array("first".utf8))
    try second.write(Array("second".utf8))
    try second.commit()
    #expect(try Self.text(path) == "second")
    try first.commit()
    #expect(try Self.text(path) == "first")
    #expect(try folder.contents == ["report.json"])
  }

  @Test func `The target of a symbolic link is replaced and the link remains`() throws {
    let folder = try TemporaryFolder()
    let target = folder.path("target")
    let link = folder.path("link")
    try AtomicFile.write("old", to: target)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    try AtomicFile.write("new", to: link)
    #expect(try Self.text(target) == "new")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)
  }

  @Test func `A symbolic link at a name of our own is replaced and its target remains`() throws {
    let folder = try TemporaryFolder()
    let target = folder.path("target")
    let link = folder.path("link")
    try AtomicFile.write("old", to: target)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    try AtomicFile.write("new", to: link, links: .replaced)
    #expect(try Self.text(target) == "old")
    #expect(try Self.text(link) == "new")
    #expect(throws: (any Error).self) {
      try FileManager.default.destinationOfSymbolicLink(atPath: link)
    }
  }

  @Test(arguments: [0o600, 0o640, 0o666, 0o444] as [mode_t])
  func `What replaces a file has its permissions from the first byte on`(mode: mode_t) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("report.json")
    try AtomicFile.write("old", to: path)
    chmod(path, mode)
    var file = try AtomicFile(path: path)
    func modes() throws -> [mode_t] {
      try folder.contents.map { name in
        var status = stat()
        try #require(stat(folder.path(name), &status) == 0)
        return status.st_mode & 0o7777
      }
    }
    #expect(try modes() == [mode, mode])
    try file.write(Array("new".utf8))
    try file.commit()
    #expect(try modes() == [mode])
    #expect(try Self.text(path) == "new")
  }

  @Test func `A device is written to and stays a device`() throws {
    try AtomicFile.write("gone", to: "/dev/null")
    var status = stat()
    try #require(stat("/dev/null", &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFCHR)
    let error = try #require(throws: AtomicFileError.self) {
      try AtomicFile.write("text", to: "/dev/full")
    }
    #expect(error.reason == .diskFull)
    #expect(
      error.description
        == "/dev/full: found a full disk (No space left on device); "
        + "wanted room for the whole file")
  }

  @Test(arguments: [
    ("/proc/report.json", AtomicFileError.Reason.missingFolder), ("/proc", .isAFolder),
    ("/proc/version/report.json", .notAFolder), ("", .missingFolder),
    // Nobody can create files there, not even the superuser.
    ("/sys/report.json", .permission),
  ])
  func `A place where no file can appear is named with the reason`(
    path: String, reason: AtomicFileError.Reason
  ) throws {
    let error = try #require(throws: AtomicFileError.self) {
      try AtomicFile.write("text", to: path)
    }
    #expect(error.reason == reason)
    #expect(error.file == path)
    #expect(error.description.hasPrefix("\(path): found "))
  }
}
