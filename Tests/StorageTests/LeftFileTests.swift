import Foundation
@testable import Storage
import TemporaryFolders
import Testing

@Suite struct `What processes that were killed have left` {
  @Test func `is swept, and nothing else`() throws {
    let folder = try TemporaryFolder()
    let kept = [
      "report.json", ".steelyard-readme", ".steelyard-1-.waiting", ".steelyard-1-1.2.3.waiting",
      "steelyard-1.partial",
    ]
    for name in kept + [".steelyard-1-0.partial", ".steelyard-x.partial", ".steelyard-a.lock"] {
      _ = try folder.write([1], to: name)
    }
    AtomicFile.removeAbandoned(in: folder.path)
    #expect(try folder.contents == kept.sorted())
  }

  @Test func `is never what a file still uses, open or closed`() throws {
    let folder = try TemporaryFolder()
    var open = try AtomicFile(path: folder.path("open"))
    var closed = try AtomicFile(path: folder.path("closed"))
    try open.write([1])
    try closed.write([2])
    try closed.close()
    AtomicFile.removeAbandoned(in: folder.path)
    #expect(try folder.contents.count == 2)
    try open.commit()
    try closed.commit()
    #expect(try folder.contents == ["closed", "open"])
  }

  @Test func `is no link and no pipe`() throws {
    let folder = try TemporaryFolder()
    symlink(try folder.write([1], to: "target"), folder.path(".steelyard-link.partial"))
    mkfifo(folder.path(".steelyard-pipe.partial"), 0o600)
    AtomicFile.removeAbandoned(in: folder.path)
    #expect(
      try folder.contents == [".steelyard-link.partial", ".steelyard-pipe.partial", "target"])
  }

  @Test func `goes when the process that closed it has ended`() throws {
    let folder = try TemporaryFolder()
    let current = try #require(ProcessIdentity.current)
    #expect(!current.hasEnded)
    // A process of the same number began at another time; or there is none of that number.
    let parts = current.text.split(separator: ".")
    let names = ["\(parts[0]).\(parts[1]).1", "\(parts[0]).\(Int32.max).1"]
    for (number, name) in names.enumerated() {
      #expect(ProcessIdentity(name)?.hasEnded == true)
      _ = try folder.write([1], to: ".steelyard-\(number)-\(name).waiting")
    }
    // Nothing is known of processes of another machine.
    let other = "1.\(parts[1]).1"
    #expect(ProcessIdentity(other)?.hasEnded == false)
    _ = try folder.write([1], to: ".steelyard-2-\(other).waiting")
    AtomicFile.removeAbandoned(in: folder.path)
    #expect(try folder.contents == [".steelyard-2-\(other).waiting"])
  }

  @Test(arguments: ["", ".", "..", "1.2", "1.0.3", "1.-2.3", "1.2.3.4", "é.2.3", "1.99999999999.3"])
  func `names no process by what is no name of one`(text: String) {
    #expect(ProcessIdentity(text) == nil)
  }
}

@Suite struct `A folder for an unfinished run` {
  @Test func `is made, and used again`() throws {
    let folder = try TemporaryFolder()
    try OwnFolder.require(folder.path("a.partial"))
    try OwnFolder.make(folder.path("a.partial"))
    try OwnFolder.make(folder.path("a.partial"))
    #expect(try folder.contents == ["a.partial"])
  }

  @Test func `is no link, no file and nobody else's`() throws {
    let folder = try TemporaryFolder()
    symlink(folder.path, folder.path("link"))
    _ = try folder.write([1], to: "file")
    mkdir(folder.path("others"), 0o777)
    var cases = [("link", "a symbolic link"), ("file", "something that is no folder")]
    if chown(folder.path("others"), 12345, 12345) == 0 {
      cases.append(("others", "a folder of another user"))
    }
    for (name, found) in cases {
      let error = #expect(throws: OwnFolderError.self) { try OwnFolder.make(folder.path(name)) }
      #expect(error?.found == found)
    }
  }
}

@Suite struct `A folder that goes with its process` {
  @Test func `is swept by nobody while it is held`() throws {
    let first = try HeldFolder()
    let second = try HeldFolder()
    #expect(first.path != second.path)
    #expect(access(first.path, W_OK) == 0)
    var status = stat()
    #expect(stat(first.path, &status) == 0 && status.st_mode & 0o777 == 0o700)
    first.remove()
    #expect(access(first.path, F_OK) != 0)
    withExtendedLifetime(second) {}
  }
}
