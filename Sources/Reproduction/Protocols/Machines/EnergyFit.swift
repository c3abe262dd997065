import Randomness
import References
import SpinSystems
import Statistics

/// The distribution of the energy in generated configurations beside the exact one.
///
/// Configurations of different chains are independent, so every count is one of independent draws.
struct EnergyFit {
  private let counts: [Int]
  private let outside: [(level: Int, count: Int)]
  private let distribution: DiscreteDistribution
  private let total: Double

  init(_ sample: SampleMeasurements, against reference: Reference) {
    distribution = reference.energy.distribution
    let byLevel = Dictionary(
      uniqueKeysWithValues: zip(sample.energies.levels, sample.energies.counts))
    let known = Set(distribution.levels)
    counts = distribution.levels.map { byLevel[$0] ?? 0 }
    outside = zip(sample.energies.levels, sample.energies.counts)
      .filter { !known.contains($0.0) }.map { (level: $0.0, count: $0.1) }
    total = Double(sample.count)
  }

  /// A source of random numbers that is the same for every fit: estimates depend on nothing but counts.
  private var generator: Xoshiro256PlusPlus { RandomStreams(seed: 0).stream("energy fit") }

  /// All distances, in the order of `Distance.allCases`.
  var estimates: [DistanceEstimate] {
    var generator = generator
    return estimateDistances(
      counts: counts, outside: outside, distribution: distribution, effectiveCount: total,
      using: &generator)
  }

  /// Pearson's test of the configurations at allowed energies.
  var chiSquare: GoodnessOfFit? {
    chiSquareTest(
      counts: counts, probabilities: distribution.probabilities, effectiveCount: total)
  }

  /// The G-test of the configurations at allowed energies.
  var logLikelihoodRatio: GoodnessOfFit? {
    guard counts.contains(where: { $0 > 0 }) else { return nil }
    var generator = generator
    return logLikelihoodRatioTest(
      counts: counts, probabilities: distribution.probabilities,
      effectiveCount: Double(counts.reduce(0, +)), using: &generator)
  }
}
