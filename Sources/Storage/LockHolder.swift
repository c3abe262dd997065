import Foundation

/// Who holds a lock, as the holder wrote into the locked file: for people to read, not for programs to rely on.
public struct LockHolder: Hashable, Sendable {
  /// The number of the process, within its container.
  public let process: Int32
  /// The name of the machine or container.
  public let host: String
  /// When the lock was taken, in UTC to the second.
  public let since: Date

  /// This process, as of now.
  static var current: LockHolder {
    LockHolder(
      process: getpid(), host: ProcessInfo.processInfo.hostName.printable(limit: 64),
      since: Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down)))
  }

  private init(process: Int32, host: String, since: Date) {
    self.process = process
    self.host = host
    self.since = since
  }

  /// Reads what `description` wrote; nil where it is something else.
  init?(_ text: String) {
    guard
      let match = text.wholeMatch(
        of: #/process ([0-9]{1,10}) on (\S{1,256}), since ([0-9TZ:-]{20})\n?/#),
      let process = Int32(match.1),
      let since = try? Date(String(match.3), strategy: .iso8601)
    else { return nil }
    self.init(process: process, host: String(match.2).printable(limit: 64), since: since)
  }
}

extension LockHolder: CustomStringConvertible {
  public var description: String {
    "process \(process) on \(host), since \(since.ISO8601Format())"
  }
}
