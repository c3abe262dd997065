import Foundation

extension ProbedWeights {
  /// Configurations from both laws to which ln p - ln q gives about the same probability of having come from q.
  public struct CalibrationBin: Sendable, Equatable {
    /// Draws from both laws.
    public let count: Int
    /// Those from q.
    public let ownCount: Int
    /// The mean of n_q q/(n_q q + n_p p), the share of draws from q if ln q is true.
    public let expectedShare: Double
    /// Two-sided, of `ownCount` by itself.
    public let pValue: Double

    /// The share of draws from q.
    public var share: Double { Double(ownCount) / Double(count) }
  }

  /// Fewer configurations are not put into a bin of their own.
  public static let fewestInBin = 50

  /// Draws from both laws together, in bins of σ(-l), as many in each as can be: of those with σ(-l) = x a share of
  /// x comes from q, where l = ln p - ln q is true and both sides have as many draws.
  ///
  /// Where they have not, l is moved by ln (n_p/n_q). Of correlated draws from q as many are taken, evenly spaced,
  /// as they are worth. Equal l are in one bin. The number from q is a sum of independent events of different
  /// probabilities, whose tails are not above those of the binomial law of the same mean (W. Hoeffding, Ann. Math.
  /// Statist. 27, 713, 1956), so that each p-value is on the safe side.
  ///
  /// - Parameter most: the most bins.
  public func calibration(inAtMost most: Int = 10) -> [CalibrationBin] {
    let own = spacedLogWeights
    let shift = log(Double(probe.count) / Double(own.count))
    let all =
      (own.map { (share: logistic(-$0 - shift), isOwn: true) }
      + probe.map { (share: logistic(-$0 - shift), isOwn: false) })
      .sorted { $0.share < $1.share }
    let binCount = max(1, min(most, all.count / Self.fewestInBin))
    var bins: [CalibrationBin] = []
    var start = 0
    for number in 1...binCount {
      var end = max(start, all.count * number / binCount)
      while end > start, end < all.count, all[end].share == all[end - 1].share { end += 1 }
      guard end > start else { continue }
      bins.append(Self.bin(all[start..<end]))
      start = end
    }
    return bins
  }

  private static func bin(_ members: ArraySlice<(share: Double, isOwn: Bool)>) -> CalibrationBin {
    let (count, own) = (members.count, members.count { $0.isOwn })
    let expected = members.reduce(0) { $0 + $1.share } / Double(count)
    // Of the rarer side, so that a sum near 1 does not lose what is missing to it.
    let upper = binomialUpperTail(own, of: count, probability: expected)
    let lower = binomialUpperTail(count - own, of: count, probability: 1 - expected)
    return CalibrationBin(
      count: count, ownCount: own, expectedShare: expected, pValue: min(1, 2 * min(upper, lower)))
  }
}
