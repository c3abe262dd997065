import Foundation

/// The exact runs test of Wald and Wolfowitz (1940): are successive values independent?
///
/// The series is cut at its median into "above" (n₁ values) and "not above" (n₂); a run is a stretch of
/// one kind. If the order is random, P(R = 2k) = 2 C(n₁-1, k-1) C(n₂-1, k-1) / C(n, n₁) and
/// P(R = 2k+1) = [C(n₁-1, k) C(n₂-1, k-1) + C(n₁-1, k-1) C(n₂-1, k)] / C(n, n₁). Being exact, it holds
/// where one kind is rare, as with excitations at low temperature.
public struct RunsTest: Sendable {
  /// Number of runs, R.
  public let runs: Int
  /// Two-sided, 2 min(P(R ≤ r), P(R ≥ r)), at most 1.
  public let pValue: Double

  /// Nil where all values are on one side of the cut.
  public init?(_ series: some RandomAccessCollection<Double>) {
    // Above the median; where more than half share the largest value, below it.
    let sorted = series.sorted()
    guard let least = sorted.first, let most = sorted.last, least < most else { return nil }
    let median = sorted[sorted.count / 2]
    let cut = median < most ? median : sorted[sorted.partitioningIndex { $0 >= most } - 1]
    self.init(kinds: series.lazy.map { $0 > cut })
  }

  /// The test for a series of two kinds.
  public init?(kinds: some Collection<Bool>) {
    var runs = 0
    var above = 0
    var total = 0
    var last: Bool?
    for kind in kinds {
      if kind != last { runs += 1 }
      if kind { above += 1 }
      last = kind
      total += 1
    }
    guard above > 0, above < total else { return nil }
    self.runs = runs
    let law = RunsLaw(above, total - above)
    pValue = min(1, 2 * min(law.probability(atMost: runs), law.probability(atLeast: runs)))
  }
}

/// The distribution of the number of runs of two kinds in random order.
private struct RunsLaw {
  let first: Int
  let second: Int
  private let logTotal: Double

  init(_ first: Int, _ second: Int) {
    self.first = first
    self.second = second
    logTotal = Self.logChoose(first + second, first)
  }

  func probability(atMost runs: Int) -> Double {
    runs < 2 ? 0 : min(1, (2...runs).reversed().reduce(into: 0.0) { $0 += self[$1] })
  }

  func probability(atLeast runs: Int) -> Double {
    let most = min(2 * min(first, second) + 1, first + second)
    return runs > most ? 0 : min(1, (runs...most).reduce(into: 0.0) { $0 += self[$1] })
  }

  private subscript(_ runs: Int) -> Double {
    let k = runs / 2
    func term(_ a: Int, _ b: Int) -> Double {
      exp(Self.logChoose(first - 1, a) + Self.logChoose(second - 1, b) - logTotal)
    }
    return runs.isMultiple(of: 2) ? 2 * term(k - 1, k - 1) : term(k, k - 1) + term(k - 1, k)
  }

  private static func logChoose(_ n: Int, _ k: Int) -> Double {
    guard k >= 0, k <= n else { return -.infinity }
    return lgamma(Double(n + 1)) - lgamma(Double(k + 1)) - lgamma(Double(n - k + 1))
  }
}

extension Array {
  /// The first index at which `predicate` holds, for a partitioned array.
  fileprivate func partitioningIndex(where predicate: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if predicate(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
