import Statistics
import Testing

@Suite struct HistogramTests {
  @Test(arguments: [1, 1_000_000_007]) func `Levels ascend and counts are exact`(spacing: Int) {
    let values = [3, -2, 3, 0, 3, -2].map { $0 * spacing }
    let histogram = Histogram(values)
    #expect(histogram.levels == [-2, 0, 3].map { $0 * spacing })
    #expect(histogram.counts == [2, 1, 3])
    #expect(histogram.total == 6)
  }

  @Test func `All integer types are counted, also none at all`() {
    #expect(Histogram([Int32(-4), 4, 4]) == Histogram([-4, 4, 4]))
    #expect(Histogram([UInt8]()).total == 0)
    #expect(Histogram([Int.min, Int.max]).counts == [1, 1])
  }

  @Test func `Alignment separates levels that the distribution does not allow`() {
    let distribution = DiscreteDistribution(levels: [-8, -4, 0], probabilities: [0.5, 0, 0.5])
    let aligned = Histogram([-8, -8, -4, 0, 4, 4]).aligned(with: distribution)
    #expect(aligned.counts == [2, 0, 1])
    #expect(aligned.outside.map(\.level) == [-4, 4])
    #expect(aligned.outside.map(\.count) == [1, 2])
  }
}

@Suite struct DiscreteDistributionTests {
  @Test func `Moments of a fair die`() {
    let die = DiscreteDistribution(
      levels: Array(1...6), probabilities: [Double](repeating: 1 / 6, count: 6))
    #expect(abs(die.mean - 3.5) < 1e-14)
    #expect(abs(die.variance - 35 / 12) < 1e-14)
    #expect(abs(die.centralMoment(3)) < 1e-13)
    // Σ (x - 3.5)⁴ / 6 = (6.25² + 2.25² + 0.25²) / 3.
    #expect(abs(die.centralMoment(4) - (39.0625 + 5.0625 + 0.0625) / 3) < 1e-13)
    #expect(die.centralMoment(0) == 1)
    #expect(abs(die.probability(of: 3) - 1.0 / 6) < 1e-15)
    #expect(die.probability(of: 7) == 0)
  }

  @Test func `Probabilities that sum to 1 but for rounding are normalized`() {
    let distribution = DiscreteDistribution(
      levels: [0, 1], probabilities: [0.25, 0.75 + 1e-10])
    #expect(abs(distribution.probabilities.reduce(0, +) - 1) < 1e-15)
  }

  @Test func `Probabilities that do not sum to 1 stop the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = DiscreteDistribution(levels: [0, 1], probabilities: [0.5, 0.6])
    }
  }
}
