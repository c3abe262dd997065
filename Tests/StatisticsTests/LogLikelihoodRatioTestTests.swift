import Glibc
import Randomness
import SpinSystems
@testable import Statistics
import Testing

@Suite struct LogLikelihoodRatioTestTests {
  @Test func `G is twice the count times the relative entropy`() throws {
    var generator = RandomStreams(seed: 21).stream("g-value")
    let test = try #require(
      logLikelihoodRatioTest(
        counts: [60, 40], probabilities: [0.5, 0.5], effectiveCount: 50, using: &generator))
    let entropy = 0.6 * log(1.2) + 0.4 * log(0.8)
    #expect(abs(test.statistic - 2 * 50 * entropy) < 1e-12)
    #expect(test.method == .asymptotic)
    // Williams' correction for two equal bins is 1 + 3/(6 · 50).
    let expected = chiSquareUpperTail(test.statistic / 1.01, degreesOfFreedom: 1)
    #expect(abs(test.pValue - expected) < 1e-12)
  }

  @Test func `p-values with filled bins are uniform`() {
    var generator = RandomStreams(seed: 22).stream("g-uniform")
    let distribution = DiscreteDistribution(
      levels: Array(0..<8), probabilities: [0.3, 0.2, 0.15, 0.1, 0.1, 0.05, 0.05, 0.05])
    let pValues = (0..<3000).map { _ in
      logLikelihoodRatioTest(
        counts: distribution.counts(ofDraws: 500, using: &generator),
        probabilities: distribution.probabilities, effectiveCount: 500, using: &generator)!.pValue
    }
    #expect(kolmogorovSmirnovUniform(pValues) > 1e-3)
  }

  @Test(arguments: [20, 200]) func `p-values with sparse bins are valid and not idle`(count: Int) {
    var generator = RandomStreams(seed: 23).stream("g-sparse", block: count)
    let distribution = DiscreteDistribution.skewed
    let pValues = (0..<1000).map { _ in
      logLikelihoodRatioTest(
        counts: distribution.counts(ofDraws: count, using: &generator),
        probabilities: distribution.probabilities, effectiveCount: Double(count),
        using: &generator)!.pValue
    }
    #expect(isValid(pValues))
    #expect(Double(pValues.count { $0 <= 0.1 }) / 1000 > 0.05)
  }

  @Test func `A sparse bin that is filled too often is found`() throws {
    var generator = RandomStreams(seed: 24).stream("g-power")
    let probabilities = [0.6, 0.3999, 1e-4]
    let test = try #require(
      logLikelihoodRatioTest(
        counts: [600, 390, 10], probabilities: probabilities, effectiveCount: 1000,
        using: &generator))
    guard case .monteCarlo(let replicates, let exceedances) = test.method else {
      Issue.record("not a Monte Carlo p-value: \(test.method)")
      return
    }
    #expect(replicates > 1000)
    #expect(exceedances == 0)
    // Ten where 0.1 are expected: Poisson probability e^(-0.1) 0.1¹⁰/10! = 2.5·10⁻¹⁷. The bound may
    // be some hundred times larger, but far below 1/20000.
    #expect(test.pValue < 1e-12)
  }

  @Test func `An observation of probability zero is impossible`() throws {
    var generator = RandomStreams(seed: 25).stream("g-impossible")
    let test = try #require(
      logLikelihoodRatioTest(
        counts: [50, 1, 49], probabilities: [0.5, 0, 0.5], effectiveCount: 100, using: &generator))
    #expect(test.pValue == 0)
    #expect(test.statistic == .infinity)
  }

  @Test func `Fewer than two possible bins make no test`() {
    var generator = RandomStreams(seed: 26).stream("g-none")
    #expect(
      logLikelihoodRatioTest(
        counts: [5, 0], probabilities: [1, 0], effectiveCount: 5, using: &generator) == nil)
    #expect(
      logLikelihoodRatioTest(
        counts: [0, 0], probabilities: [0.5, 0.5], effectiveCount: 5, using: &generator) == nil)
  }

  /// All counts of n draws from three categories, with their probabilities.
  @Test(arguments: [[1.0 / 3, 1.0 / 3, 1.0 / 3], [0.9, 0.09, 0.01], [0.999, 9e-4, 1e-4]])
  func `The tail bound holds for every outcome and loses few decades`(probabilities: [Double]) {
    let n = 40
    var outcomes: [(x: Double, probability: Double)] = []
    for a in 0...n {
      for b in 0...(n - a) {
        let counts = [a, b, n - a - b]
        var x = 0.0
        var logProbability: Double = lgamma(Double(n + 1))
        for (count, probability) in zip(counts, probabilities) where count > 0 {
          x += Double(count) * log(Double(count) / (Double(n) * probability))
          let logFactorial: Double = lgamma(Double(count + 1))
          logProbability += Double(count) * log(probability) - logFactorial
        }
        outcomes.append((max(0, x), exp(logProbability)))
      }
    }
    outcomes.sort { $0.x > $1.x }
    var tail = 0.0
    var largestLoss = 0.0
    for (index, outcome) in outcomes.enumerated() {
      tail += outcome.probability
      // Only where the tail is complete: the next outcome is strictly less extreme.
      if index + 1 < outcomes.count, outcomes[index + 1].x > outcome.x - 1e-9 { continue }
      let bound = relativeEntropyTailBound(outcome.x, probabilities: probabilities, count: n)
      #expect(bound >= tail * (1 - 1e-9))
      if tail > 1e-6 { largestLoss = max(largestLoss, bound / tail) }
    }
    // Chernoff loses the prefactor of the tail, here up to about 100, and conditioning on the sum loses
    // (2 π n)^½ = 16.
    #expect(largestLoss < 3000)
  }

  @Test func `The tail bound with many bins is sharper than one that ignores them`() {
    let probabilities = DiscreteDistribution.sixtyLevels().probabilities
    // χ² with 59 degrees of freedom at G = 150 has the tail 8·10⁻¹⁰.
    let bound = relativeEntropyTailBound(75, probabilities: probabilities, count: 10_000)
    #expect(bound < 1e-4)
    #expect(bound > chiSquareUpperTail(150, degreesOfFreedom: 59))
  }
}
