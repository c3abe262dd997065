import Randomness
import SpinSystems
import Statistics
import Testing

@Suite struct DistanceTestTests {
  @Test(arguments: [Distance.totalVariation, .wasserstein1], [20, 500])
  func `p-values of perfect samples are valid and not idle`(distance: Distance, count: Int) {
    var generator = RandomStreams(seed: 41).stream("distance-test", block: count)
    let pValues = (0..<500).map { _ in
      distanceTest(
        distance, counts: DiscreteDistribution.skewed.counts(ofDraws: count, using: &generator),
        distribution: .skewed, effectiveCount: Double(count), using: &generator)!.pValue
    }
    #expect(isValid(pValues))
    #expect(Double(pValues.count { $0 <= 0.1 }) / 500 > 0.05)
  }

  @Test func `p-values over many levels are uniform`() {
    var generator = RandomStreams(seed: 42).stream("distance-test-uniform")
    let distribution = DiscreteDistribution.sixtyLevels()
    let pValues = (0..<250).map { _ in
      distanceTest(
        .wasserstein1, counts: distribution.counts(ofDraws: 1000, using: &generator),
        distribution: distribution, effectiveCount: 1000, using: &generator)!.pValue
    }
    #expect(kolmogorovSmirnovUniform(pValues) > 1e-3)
  }

  @Test func `A large distance has a p-value below what replicates alone can show`() throws {
    var generator = RandomStreams(seed: 43).stream("distance-test-bound")
    let test = try #require(
      distanceTest(
        .totalVariation, counts: [400, 350, 150, 80, 20], distribution: .skewed,
        effectiveCount: 1000, using: &generator))
    #expect(test.exceedances == 0)
    // t is 0.3 less the noise floor of about 0.015, so exp(-2 · 1000 · 0.285²) = 10⁻⁷¹.
    #expect(test.pValue < 1e-60 && test.pValue > 1e-80)
  }

  @Test func `A shift is found by the Wasserstein distance`() {
    var generator = RandomStreams(seed: 44).stream("distance-test-power")
    let shifted = DiscreteDistribution.sixtyLevels(shift: 0.15)
    let found = (0..<20).count { _ in
      distanceTest(
        .wasserstein1, counts: shifted.counts(ofDraws: 1000, using: &generator),
        distribution: .sixtyLevels(), effectiveCount: 1000, using: &generator)!.pValue < 0.01
    }
    // The shift is 0.15 · 1000^½ = 4.7 standard errors of the mean, so z > 2.58 in 98 %.
    #expect(found >= 17)
  }

  @Test func `Replicates as far off as the observation count`() throws {
    var generator = RandomStreams(seed: 46).stream("distance-test-ties")
    let coin = DiscreteDistribution(levels: [-1, 1], probabilities: [0.5, 0.5])
    let test = try #require(
      distanceTest(
        .totalVariation, counts: [15, 5], distribution: coin, effectiveCount: 20, using: &generator)
    )
    // P(|X - 10| ≥ 5) = 2 · 21700 / 2²⁰ = 0.0414 for a fair coin; 0.0118 without the ties. The
    // sequential p-value has a relative standard error of 10 %.
    #expect(abs(test.pValue / 0.0414 - 1) < 0.3)
  }

  @Test func `A forbidden observation has p = 0`() throws {
    var generator = RandomStreams(seed: 45).stream("distance-test-forbidden")
    let test = try #require(
      distanceTest(
        .totalVariation, counts: [70, 20, 7, 2, 1], outside: 1, distribution: .skewed,
        effectiveCount: 101, using: &generator))
    #expect(test.pValue == 0)
  }
}
