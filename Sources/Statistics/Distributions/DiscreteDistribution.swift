/// A probability distribution over finitely many integer levels, such as the energies of a lattice.
///
/// Levels ascend; the probabilities are not negative and sum to 1. A level of probability 0 is part
/// of the list but not of the support.
public struct DiscreteDistribution: Sendable, Equatable {
  /// The values the variable can take, ascending.
  public let levels: [Int]
  /// The probability of each level.
  public let probabilities: [Double]

  /// A distribution with the given levels and probabilities.
  ///
  /// - Precondition: as many probabilities as levels, and at least one; levels strictly ascending;
  ///   probabilities not negative, with a sum within 10⁻⁹ of 1. They are divided by that sum.
  public init(levels: [Int], probabilities: [Double]) {
    precondition(!levels.isEmpty && levels.count == probabilities.count)
    precondition(zip(levels, levels.dropFirst()).allSatisfy(<), "levels must ascend")
    precondition(probabilities.allSatisfy { $0 >= 0 }, "a probability is negative or not a number")
    let sum = compensatedSum(probabilities)
    precondition(abs(sum - 1) <= 1e-9, "the probabilities sum to \(sum), not 1")
    self.levels = levels
    self.probabilities = probabilities.map { $0 / sum }
  }

  /// The number of levels.
  public var count: Int { levels.count }

  /// The expectation value Σ p(x) x.
  public var mean: Double { expectation { Double($0) } }

  /// The variance Σ p(x) (x - mean)².
  public var variance: Double { centralMoment(2) }

  /// The central moment Σ p(x) (x - mean)ᵏ of order k.
  ///
  /// - Precondition: `order` is not negative.
  public func centralMoment(_ order: Int) -> Double {
    precondition(order >= 0)
    let mean = mean
    return expectation { level in
      let deviation = Double(level) - mean
      return (0..<order).reduce(1) { power, _ in power * deviation }
    }
  }

  /// The expectation value Σ p(x) f(x) of a function of the level.
  public func expectation(of function: (Int) -> Double) -> Double {
    compensatedSum(zip(levels, probabilities).map { $1 == 0 ? 0 : $1 * function($0) })
  }

  /// The probability of `level`; 0 if it is not among the levels.
  public func probability(of level: Int) -> Double {
    index(of: level).map { probabilities[$0] } ?? 0
  }

  /// The position of `level` among the levels, found by bisection.
  func index(of level: Int) -> Int? {
    var low = 0
    var high = levels.count
    while low < high {
      let middle = (low + high) / 2
      if levels[middle] < level { low = middle + 1 } else { high = middle }
    }
    return low < levels.count && levels[low] == level ? low : nil
  }
}

/// The sum of `values` by Neumaier's compensated summation, with an error of a few units in the last
/// place of Σ |x| whatever the number of terms (A. Neumaier, Z. Angew. Math. Mech. 54, 39, 1974).
func compensatedSum(_ values: [Double]) -> Double {
  var sum = 0.0
  var compensation = 0.0
  for value in values {
    let next = sum + value
    compensation += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
    sum = next
  }
  return sum + compensation
}
