/// One of `count` shares of a list of units, of about the same cost each.
public struct Shard: Equatable, Sendable {
  /// The number of the share, from 0.
  public let index: Int
  /// How many shares there are.
  public let count: Int

  /// The largest number of shares.
  public static let mostShares = 100_000

  /// Reads "I/N" with 0 ≤ I < N.
  public init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], index >= 0, index < count,
      count <= Self.mostShares
    else { return nil }
    self.index = index
    self.count = count
  }

  /// The places in `costs` that belong to this share, ascending.
  ///
  /// The most expensive unit first, each goes to the share that has the least so far (Graham 1969: the longest
  /// processing time first, at most a third longer than the best division). Who asks with the same costs
  /// gets the same shares.
  ///
  /// - Parameter costs: what the units cost, in any unit.
  func places(in costs: [Double]) -> [Int] {
    var totals = Array(repeating: 0.0, count: count)
    let expensiveFirst = costs.indices.sorted { (costs[$0], $1) > (costs[$1], $0) }
    return expensiveFirst.filter { place in
      let share = totals.indices.min { (totals[$0], $0) < (totals[$1], $1) }!
      totals[share] += costs[place]
      return share == index
    }.sorted()
  }
}
