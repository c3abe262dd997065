/// One of `count` shares of a list of units: those whose number leaves the rest `index`.
public struct Shard: Equatable, Sendable {
  /// The number of the share, from 0.
  public let index: Int
  /// How many shares there are.
  public let count: Int

  /// Reads "I/N" with 0 ≤ I < N.
  public init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], index >= 0, index < count
    else { return nil }
    self.index = index
    self.count = count
  }
}
