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

  @Test func `A file that cannot be made is named with the reason`() throws {
    let error = #expect(throws: FileLockError.self) {
      _ = try FileLock(waitingFor: "/proc/none/a.lock")
    }
    #expect(error?.description == "/proc/none/a.lock: No such file or directory")
  }
}
