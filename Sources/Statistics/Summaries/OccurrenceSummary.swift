import Glibc

/// How often an event occurred.
public struct OccurrenceSummary: Sendable, Equatable, Codable {
  public var occurrences: Int
  public var trials: Int

  /// - Precondition: 0 ≤ `occurrences` ≤ `trials`.
  public init(occurrences: Int, trials: Int) {
    precondition(occurrences >= 0 && occurrences <= trials)
    self.occurrences = occurrences
    self.trials = trials
  }

  /// Whether the numbers can belong together: a file may have been edited.
  public var isConsistent: Bool {
    occurrences >= 0 && occurrences <= trials && (1...Self.largestCount).contains(trials)
  }

  /// The largest number of samples that a file is believed to tell of.
  static let largestCount = 1 << 40

  /// P(so many of all occurrences, or more, in this set | one probability), R. A. Fisher's exact test
  /// (J. R. Stat. Soc. 98, 39, 1935), one-sided.
  public func isMoreFrequentPValue(than earlier: OccurrenceSummary) -> Double {
    let total = occurrences + earlier.occurrences
    guard total > 0 else { return 1 }
    func logChoose(_ n: Int, _ k: Int) -> Double {
      lgamma(Double(n + 1)) - lgamma(Double(k + 1)) - lgamma(Double(n - k + 1))
    }
    let all = logChoose(trials + earlier.trials, total)
    var sum = 0.0
    for k in occurrences...min(total, trials) where total - k <= earlier.trials {
      sum += exp(logChoose(trials, k) + logChoose(earlier.trials, total - k) - all)
    }
    return min(1, sum)
  }
}

/// Whether a series can be worth so many independent draws.
func isPossible(effectiveCount: Double) -> Bool {
  effectiveCount > 0 && effectiveCount <= Double(OccurrenceSummary.largestCount)
}
