import Statistics

/// One of several looks at a claim, each with more training seeds than the one before.
///
/// Whoever looks until a claim is decided has as many chances to be misled as there are looks. So each of K looks may
/// err in 0.05/K of the cases (C. E. Bonferroni, 1936), and all of them together do in at most 0.05, as a single look
/// at a 95 % interval: intervals are held against the criterion wider by
///
///     t(1 - 0.025/K; n - 1) / t(0.975; n - 1)
///
/// for n seeds, Student's t since it is their scatter that the intervals come from. That holds as well as Student's t
/// does for a single look: for seeds that scatter symmetrically, also with long tails, 5 % is not exceeded; for skew
/// ones it is, by about as much as in a single look (exponential ones: 14 % in four looks, 12 % in one at three).
public struct SeedLook: Sendable, Equatable {
  /// How many looks there may be in all, K.
  public let count: Int
  /// How many seeds this one has, n; what the intervals are of.
  public let seedCount: Int

  /// The only look there is.
  public static let only = SeedLook(count: 1, seedCount: ReproductionPlan.fewestSeeds)

  /// A look of `count` with that many seeds.
  ///
  /// - Precondition: there is a look, and there are two seeds.
  public init(count: Int, seedCount: Int) {
    precondition(count >= 1 && seedCount >= 2)
    self.count = count
    self.seedCount = seedCount
  }

  /// The share of wrong verdicts that one look may give.
  public var errorRate: Double { 0.05 / Double(count) }

  /// The interval of this look about the middle of a 95 % one; all numbers where that is open to a side.
  public func widened(_ interval: ClosedRange<Double>) -> ClosedRange<Double> {
    guard count > 1 else { return interval }
    let (lower, upper) = (interval.lowerBound, interval.upperBound)
    guard lower.isFinite, upper.isFinite else { return -.infinity ... .infinity }
    let freedom = Double(seedCount - 1)
    let factor =
      studentTQuantile(1 - errorRate / 2, degreesOfFreedom: freedom)
      / studentTQuantile(0.975, degreesOfFreedom: freedom)
    let (middle, half) = ((lower + upper) / 2, (upper - lower) / 2 * factor)
    return middle - half...middle + half
  }
}

/// How many seeds the claims are looked at with: twice as many each time until there are enough.
public struct SeedSchedule: Sendable, Equatable {
  /// The seeds of each look, ascending.
  public let counts: [Int]

  /// Looks at `first` seeds, twice as many, and so on, and at `most`.
  ///
  /// - Precondition: `first` is at least 2 and at most `most`.
  public init(from first: Int, most: Int) {
    precondition(first >= 2 && first <= most)
    var counts = [first]
    while counts.last! < most { counts.append(min(2 * counts.last!, most)) }
    self.counts = counts
  }

  /// The plan of each look.
  public func plans(scale: Scale, seed: UInt64) -> [ReproductionPlan] {
    counts.map { count in
      ReproductionPlan(
        scale: scale, seed: seed, seedCount: count,
        look: SeedLook(count: counts.count, seedCount: count))
    }
  }
}
