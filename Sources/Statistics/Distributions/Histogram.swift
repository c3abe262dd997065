/// How often each integer level occurred: exact counts, no bins.
public struct Histogram: Sendable, Equatable {
  /// The levels that occurred, ascending.
  public let levels: [Int]
  /// The number of times each level occurred; every count is positive.
  public let counts: [Int]
  /// The number of values counted.
  public let total: Int

  /// Counts `values`.
  @inlinable
  public init(_ values: some Sequence<some BinaryInteger>) {
    self.init(integers: values.map { Int($0) })
  }

  @usableFromInline
  init(integers values: [Int]) {
    total = values.count
    guard let low = values.min(), let high = values.max() else {
      levels = []
      counts = []
      return
    }
    // A dense table where the range is not much larger than the number of values, else a dictionary.
    let (range, overflows) = high.subtractingReportingOverflow(low)
    if !overflows, range <= 4 * values.count + 4096 {
      var table = [Int](repeating: 0, count: range + 1)
      for value in values { table[value - low] += 1 }
      let occupied = table.indices.filter { table[$0] > 0 }
      levels = occupied.map { $0 + low }
      counts = occupied.map { table[$0] }
    } else {
      let table = Dictionary(values.lazy.map { ($0, 1) }, uniquingKeysWith: +)
      levels = table.keys.sorted()
      counts = levels.map { table[$0]! }
    }
  }

  /// Levels that were counted before.
  ///
  /// - Precondition: levels ascend, and there are as many counts, all positive.
  init(levels: [Int], counts: [Int]) {
    precondition(levels.count == counts.count && counts.allSatisfy { $0 > 0 })
    self.levels = levels
    self.counts = counts
    total = counts.reduce(0, +)
  }

  /// The counts at the levels of `distribution`, and what lies at no level of it.
  ///
  /// - Returns: `counts`, one for each level of the distribution; `outside`, the levels that the
  ///   distribution does not list or gives probability 0, with their counts, ascending.
  public func aligned(
    with distribution: DiscreteDistribution
  ) -> (counts: [Int], outside: [(level: Int, count: Int)]) {
    var aligned = [Int](repeating: 0, count: distribution.count)
    var outside: [(level: Int, count: Int)] = []
    for (level, count) in zip(levels, counts) {
      if let index = distribution.index(of: level), distribution.probabilities[index] > 0 {
        aligned[index] = count
      } else {
        outside.append((level, count))
      }
    }
    return (aligned, outside)
  }
}
