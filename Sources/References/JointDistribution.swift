import Statistics

/// P(H, |ΣS|) as a distribution over numbered cells, so that tests of levels serve for it.
///
/// A cell's number grows with H and, at one H, with |ΣS|: neighbouring cells are alike, and are taken together
/// until each has a probability of 1/256 at least.
public struct JointDistribution: Sendable {
  /// Over the numbers of the cells.
  public let distribution: DiscreteDistribution
  private let numbers: [SIMD2<Int32>: Int32]
  private static let smallestProbability = 1.0 / 256

  /// The distribution with these probabilities of (H, ΣS).
  init(_ levels: [(energy: Int, totalSpin: Int, probability: Double)]) {
    var probabilities: [SIMD2<Int32>: Double] = [:]
    for level in levels {
      probabilities[SIMD2(Int32(level.energy), Int32(abs(level.totalSpin))), default: 0] +=
        level.probability
    }
    var numbers: [SIMD2<Int32>: Int32] = [:]
    var sums: [Double] = []
    for cell in probabilities.keys.sorted(by: { ($0.x, $0.y) < ($1.x, $1.y) }) {
      if sums.last.map({ $0 >= Self.smallestProbability }) ?? true { sums.append(0) }
      sums[sums.count - 1] += probabilities[cell]!
      numbers[cell] = Int32(sums.count - 1)
    }
    self.numbers = numbers
    distribution = DiscreteDistribution(
      levels: Array(sums.indices), probabilities: sums.map { max($0, .leastNormalMagnitude) })
  }

  /// The number of the cell of a configuration.
  ///
  /// - Precondition: there is a configuration with this H and ΣS.
  public func number(energy: Int32, totalSpin: Int32) -> Int32 {
    numbers[SIMD2(energy, abs(totalSpin))]!
  }
}
