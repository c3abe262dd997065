import Foundation
import Storage
import TemporaryFolders
import Testing

@Suite struct `Locks on files` {
  @Test func `One holder at a time, until the value goes away`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.lock")
    do {
      let lock = try FileLock(waitingFor: path)
      let isFree = try FileLock(ifFree: path) != nil
      #expect(!isFree)
      withExtendedLifetime(lock) {}
    }
    let isFree = try FileLock(ifFree: path) != nil
    #expect(isFree)
    #expect(try folder.contents == ["a.lock"])
  }

  @Test func `The file says who holds it and since when`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.lock")
    let lock = try FileLock(waitingFor: path)
    let holder = try #require(FileLock.holder(of: path))
    #expect(holder.process == getpid())
    #expect(abs(holder.since.timeIntervalSinceNow) < 3600)
    #expect(
      "\(holder)".wholeMatch(of: /process [0-9]+ on \S+, since [0-9-]{10}T[0-9:]{8}Z/) != nil)
    withExtendedLifetime(lock) {}
  }

  @Test(arguments: [
    "", "process", "process -1 on host, since 2026-01-02T03:04:05Z", "\u{1B}[2J",
    "process 1 on a b, since 2026-01-02T03:04:05Z", "process 1 on host, since 2026-99-02T03:04:05Z",
    "process 99999999999 on host, since 2026-01-02T03:04:05Z",
    "process 1 on host, since 2026-01-02T03:04:05Z\nprocess 2",
  ])
  func `What is no holder is none`(text: String) throws {
    let folder = try TemporaryFolder()
    #expect(FileLock.holder(of: try folder.write(Array(text.utf8), to: "a.lock")) == nil)
  }

  @Test func `A lock whose file was removed is not taken for that of the new file`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.lock")
    let first = try FileLock(waitingFor: path)
    unlink(path)
    let second = try FileLock(waitingFor: path)
    let isFree = try FileLock(ifFree: path) != nil
    #expect(!isFree)
    withExtendedLifetime(first) {}
    withExtendedLifetime(second) {}
  }

  @Test func `A link or a pipe is no file to lock, and nothing waits for it`() throws {
    let folder = try TemporaryFolder()
    symlink(try folder.write([], to: "target"), folder.path("link"))
    mkfifo(folder.path("pipe"), 0o600)
    for name in ["link", "pipe"] {
      let error = #expect(throws: FileLockError.self) {
        _ = try FileLock(waitingFor: folder.path(name))
      }
      #expect(error?.description.hasPrefix(folder.path(name)) == true)
      #expect(FileLock.holder(of: folder.path(name)) == nil)
    }
  }

  @Test func `A file that cannot be made is named with the reason`() throws {
    let error = #expect(throws: FileLockError.self) {
      _ = try FileLock(waitingFor: "/proc/none/a.lock")
    }
    #expect(error?.description == "/proc/none/a.lock: No such file or directory")
  }
}
