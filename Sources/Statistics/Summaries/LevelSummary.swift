import Glibc

/// What is kept of a series of levels: how often each occurs.
public struct LevelSummary: Sendable, Equatable, Codable {
  /// The levels that occur, ascending.
  public var levels: [Int]
  public var counts: [Int]
  /// The number of independent draws that the series is worth.
  public var effectiveCount: Double

  /// - Precondition: the effective count is positive.
  public init(_ histogram: Histogram, effectiveCount: Double) {
    precondition(effectiveCount > 0)
    levels = histogram.levels
    counts = histogram.counts
    self.effectiveCount = effectiveCount
  }

  /// Whether the numbers can belong together: a file may have been edited.
  public var isConsistent: Bool {
    guard let first = levels.first, let last = levels.last, levels.count == counts.count,
      zip(levels, levels.dropFirst()).allSatisfy(<), counts.allSatisfy({ $0 > 0 })
    else { return false }
    let total = counts.reduce((sum: 0, overflow: false)) {
      let (sum, overflow) = $0.sum.addingReportingOverflow($1)
      return (sum, $0.overflow || overflow)
    }
    return !total.overflow && total.sum <= OccurrenceSummary.largestCount
      && isPossible(effectiveCount: effectiveCount)
      && first >= Int(Int32.min) && last <= Int(Int32.max)
  }

  /// How these levels differ from earlier ones, and which of the two are further from `distribution`.
  ///
  /// Difference: Pearson's χ² of two samples with merged levels. Distance: D = Σ p̂ ln(p̂/p) over the levels
  /// of positive probability, less its bias (K - 1)/2n with K of them occupied; its variance is
  /// Var(ln(p̂/p))/n + (K - 1)/2n², the second term being what is left where p̂ = p. The difference of both
  /// over its error is normal.
  public func change(from earlier: LevelSummary, expected distribution: DiscreteDistribution)
    -> Change
  {
    let counts = TwoSampleCounts(
      Histogram(levels: levels, counts: counts), effectiveCount: effectiveCount,
      Histogram(levels: earlier.levels, counts: earlier.counts),
      effectiveCount: earlier.effectiveCount)
    guard let test = counts.chiSquareTest() else {
      return Change(difference: 1, further: 1, score: 0)
    }
    let (ours, theirs) = (divergence(from: distribution), earlier.divergence(from: distribution))
    let variance = ours.variance + theirs.variance
    return Change(
      difference: test.pValue,
      further: variance > 0
        ? normalUpperTail((ours.value - theirs.value) / variance.squareRoot()) : 1,
      score: test.statistic.squareRoot())
  }

  private func divergence(from distribution: DiscreteDistribution) -> (
    value: Double, variance: Double
  ) {
    let allowed = zip(levels, counts).compactMap {
      (level, count) -> (count: Double, probability: Double)? in
      let probability = distribution.probability(of: level)
      return probability > 0 ? (Double(count), probability) : nil
    }
    let total = allowed.reduce(0) { $0 + $1.count }
    guard total > 0 else { return (0, 0) }
    var (mean, square) = (0.0, 0.0)
    for (count, probability) in allowed {
      let ratio = log(count / (total * probability))
      mean += count / total * ratio
      square += count / total * ratio * ratio
    }
    let freedom = Double(allowed.count - 1)
    return (
      mean - freedom / (2 * effectiveCount),
      max(0, square - mean * mean) / effectiveCount
        + freedom / (2 * effectiveCount * effectiveCount)
    )
  }
}
