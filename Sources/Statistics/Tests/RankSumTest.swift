/// Are the values of one set smaller than those of another? The rank-sum test, one-sided.
///
/// U = Σ over pairs of (1 where x > y, ½ where x = y) has under equal laws the mean nm/2 and the variance
/// nm/12 · (n + m + 1 - Σ (t³ - t)/((n + m)(n + m - 1))), t the sizes of the groups of equal values
/// (H. B. Mann and D. R. Whitney, Ann. Math. Stat. 18, 50, 1947), and is normal for sets of a few dozen.
public struct RankSumTest: Sendable {
  /// U/nm: the probability that a value of the first set is the larger one.
  public let probabilityOfLarger: Double
  /// The p-value against "the first set is smaller".
  public let pValueOfSmaller: Double

  /// - Precondition: neither set is empty.
  public init(_ first: [Double], against second: [Double]) {
    precondition(!first.isEmpty && !second.isEmpty)
    let (n, m) = (Double(first.count), Double(second.count))
    let all = (first.map { ($0, true) } + second.map { ($0, false) }).sorted { $0.0 < $1.0 }
    var (rankSum, ties, start) = (0.0, 0.0, 0)
    while start < all.count {
      var end = start + 1
      while end < all.count, all[end].0 == all[start].0 { end += 1 }
      let size = Double(end - start)
      let rank = Double(start + end + 1) / 2
      rankSum += rank * Double(all[start..<end].count { $0.1 })
      ties += size * (size * size - 1)
      start = end
    }
    let u = rankSum - n * (n + 1) / 2
    probabilityOfLarger = u / (n * m)
    let total = n + m
    let variance = n * m / 12 * (total + 1 - ties / (total * (total - 1)))
    pValueOfSmaller =
      variance > 0 ? normalUpperTail((n * m / 2 - u) / variance.squareRoot()) : 1
  }
}

/// The probability that at least as many of `first` lie below all of `second`, if all values are of one law.
///
/// Of k such values, the k smallest of all come from the first set with the probability
/// Π_(i<k) (n - i)/(n + m - i).
///
/// - Returns: k and the probability; 1 where k is zero.
public func belowAll(_ first: [Double], of second: [Double]) -> (count: Int, pValue: Double) {
  let smallest = second.min() ?? -.infinity
  let count = first.count { $0 < smallest }
  let (n, m) = (Double(first.count), Double(second.count))
  let pValue = (0..<count).reduce(1.0) { $0 * (n - Double($1)) / (n + m - Double($1)) }
  return (count, pValue)
}
