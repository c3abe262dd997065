import Glibc
import Randomness
import SpinSystems
import Statistics

extension RandomNumberGenerator {
  /// A standard normal number (G. E. P. Box and M. E. Muller 1958).
  mutating func nextNormal() -> Double {
    let radius = (-2 * log(1 - nextUnitInterval())).squareRoot()
    return radius * cos(2 * .pi * nextUnitInterval())
  }
}

/// The stationary process x' = φ x + (1 - φ²)^½ Z, of unit variance and with ρ(t) = φᵗ, so
/// τ_int = ½ (1 + φ)/(1 - φ).
struct AutoregressiveProcess {
  let coefficient: Double

  var integratedTime: Double { 0.5 * (1 + coefficient) / (1 - coefficient) }

  func series(count: Int, using generator: inout some RandomNumberGenerator) -> [Double] {
    let innovation = (1 - coefficient * coefficient).squareRoot()
    var x = generator.nextNormal()
    return (0..<count).map { _ in
      defer { x = coefficient * x + innovation * generator.nextNormal() }
      return x
    }
  }
}

extension DiscreteDistribution {
  /// A skewed distribution over few levels, most of it in the ground state.
  static let skewed = DiscreteDistribution(
    levels: [-32, -24, -20, -16, -12], probabilities: [0.7, 0.2, 0.07, 0.025, 0.005])

  /// Sixty levels like those of an energy near its mean, with tails down to 10⁻¹⁰, moved by `shift`
  /// standard deviations (to first order: the weights are exp(shift · x)).
  static func sixtyLevels(shift: Double = 0) -> DiscreteDistribution {
    let weights = (0..<60).map { k in
      let x = (Double(k) - 29.5) / 5
      return exp(-0.5 * x * x + 0.05 * x * x * x / (1 + x * x / 4) + shift * x)
    }
    let sum = weights.reduce(0, +)
    return DiscreteDistribution(
      levels: (0..<60).map { 4 * $0 }, probabilities: weights.map { $0 / sum })
  }

  /// The index of the level at a cumulative probability.
  func index(atQuantile u: Double) -> Int {
    var cumulative = 0.0
    for (index, probability) in probabilities.enumerated() {
      cumulative += probability
      if u < cumulative { return index }
    }
    return probabilities.lastIndex { $0 > 0 }!
  }

  /// Counts of independent draws.
  func counts(ofDraws count: Int, using generator: inout some RandomNumberGenerator) -> [Int] {
    var counts = [Int](repeating: 0, count: self.count)
    for _ in 0..<count { counts[index(atQuantile: generator.nextUnitInterval())] += 1 }
    return counts
  }

  /// The mean of the levels with the given counts.
  func mean(ofCounts counts: [Int]) -> Double {
    let sum = zip(levels, counts).reduce(0) { $0 + $1.0 * $1.1 }
    return Double(sum) / Double(counts.reduce(0, +))
  }
}

/// Whether P(p ≤ a) ≤ a for p-values under the null hypothesis, up to three standard errors, at
/// several a.
func isValid(_ pValues: [Double]) -> Bool {
  [0.005, 0.01, 0.05, 0.1, 0.25, 0.5].allSatisfy { a in
    let n = Double(pValues.count)
    let rate = Double(pValues.count { $0 <= a }) / n
    return rate <= a + 3 * (a * (1 - a) / n).squareRoot()
  }
}
