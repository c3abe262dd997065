import Statistics

/// P(H, |ΣS|) as a distribution over numbered cells, so that tests of levels serve for it.
///
/// A cell's number grows with H and, at one H, with |ΣS|: neighbouring cells are alike.
public struct JointDistribution: Sendable {
  /// Over the numbers of the cells.
  public let distribution: DiscreteDistribution
  private let numbers: [SIMD2<Int32>: Int32]

  /// The distribution with these probabilities of (H, ΣS).
  init(_ levels: [(energy: Int, totalSpin: Int, probability: Double)]) {
    var probabilities: [SIMD2<Int32>: Double] = [:]
    for level in levels {
      probabilities[SIMD2(Int32(level.energy), Int32(abs(level.totalSpin))), default: 0] +=
        level.probability
    }
    let cells = probabilities.keys.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    numbers = Dictionary(
      uniqueKeysWithValues: cells.enumerated().map { ($0.element, Int32($0.offset)) })
    distribution = DiscreteDistribution(
      levels: Array(cells.indices),
      probabilities: cells.map { max(probabilities[$0]!, .leastNormalMagnitude) })
  }

  /// The number of the cell of a configuration.
  ///
  /// - Precondition: there is a configuration with this H and ΣS.
  public func number(energy: Int32, totalSpin: Int32) -> Int32 {
    numbers[SIMD2(energy, abs(totalSpin))]!
  }
}
