import ExactIsing
import SpinSystems
import Statistics

/// Pairs of samples that are the same configuration, beside how many there are by chance.
///
/// Given H and ΣS, all g(H, ΣS) configurations have the same probability at any temperature. So, given how
/// many samples lie in each level (H, ΣS), a pair within a level coincides with the probability 1/g, and the
/// number K of pairs that do has the mean P/g, P the number of pairs in the level.
///   - Levels with P/g ≤ 1: K of all of them together is as good as Poisson.
///   - Levels that repeat by chance: X² = 2gK/n + g - n is Pearson's χ² of n samples over g states, with the
///     mean g - 1, the variance 2(g - 1)(1 - 1/n), because pairs coincide independently of each other by
///     twos, and the third cumulant 8(g - 1) + 4g²/n to leading order.
struct CoincidentPairs {
  /// Pairs that coincide in levels where chance expects one at most.
  private(set) var rare = 0
  /// How many of these chance expects.
  private(set) var rareMean = 0.0
  /// Pairs that coincide in the other levels.
  private(set) var common = 0
  private(set) var commonMean = 0.0
  /// The variance of how many coincide there, whatever the probabilities of the states: to leading order n times that
  /// of the number of others that a sample coincides with (W. Hoeffding, Ann. Math. Stat. 19, 293, 1948).
  private(set) var commonVariance = 0.0
  private var chiSquare = 0.0
  private var law = (mean: 0.0, variance: 0.0, thirdCumulant: 0.0)

  /// - Parameters:
  ///   - fingerprints: equal for samples that count as the same.
  ///   - levels: the index of each sample's level.
  ///   - stateCounts: g of each level: how many different configurations it has, or a number that is
  ///     not larger, so that chance is not underrated.
  init(_ fingerprints: [UInt64], levels: [Int], stateCounts: [Double]) {
    var members = [[Int]](repeating: [], count: stateCounts.count)
    for (index, level) in levels.enumerated() { members[level].append(index) }
    for (indices, states) in zip(members, stateCounts) where indices.count >= 2 && states > 1 {
      let pairs = Self.pairs(indices.count)
      guard pairs > 0 else { continue }
      let order = indices.sorted { (fingerprints[$0], $0) < (fingerprints[$1], $1) }
      var (equal, squares) = (0.0, 0.0)
      var first = 0
      while first < order.count {
        var end = first + 1
        while end < order.count, fingerprints[order[end]] == fingerprints[order[first]] { end += 1 }
        if end - first > 1 {
          equal += Self.pairs(end - first)
          squares += 2 * Self.pairs(end - first) * Double(end - first - 1)
        }
        first = end
      }
      let mean = pairs / states
      if mean <= 1 {
        rare += Int(equal)
        rareMean += mean
      } else {
        common += Int(equal)
        commonMean += mean
        let n = Double(indices.count)
        commonVariance += max(mean, equal) + squares - 4 * equal * equal / n
        chiSquare += 2 * states * equal / n + states - n
        law.mean += states - 1
        law.variance += 2 * (states - 1) * (1 - 1 / n)
        law.thirdCumulant += 8 * (states - 1) + 4 * states * states / n
      }
    }
  }

  private static func pairs(_ count: Int) -> Double { Double(count) * Double(count - 1) / 2 }

  /// The probability of at least as many pairs in rare levels.
  var rarePValue: Double { poissonUpperTail(rare, mean: rareMean) }

  /// The probability of at least as uneven a choice among the states of common levels; nil where there are
  /// none, or where pairs were left out.
  var commonPValue: Double? {
    guard law.mean > 0 else { return nil }
    return WeightedChiSquare(
      mean: law.mean, variance: law.variance, thirdCumulant: law.thirdCumulant
    ).upperTail(chiSquare)
  }
}

extension ExactSpectrum {
  /// The levels (H, ΣS) by number, with g of each.
  var numbered: (numbers: [SIMD2<Int32>: Int], counts: [Double]) {
    var numbers: [SIMD2<Int32>: Int] = [:]
    for (index, cell) in enumerated() {
      numbers[SIMD2(Int32(cell.energy), Int32(cell.totalSpin))] = index
    }
    return (numbers, map { Double($0.count) })
  }
}
