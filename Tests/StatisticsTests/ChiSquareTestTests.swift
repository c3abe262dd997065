import Randomness
import SpinSystems
import Statistics
import Testing

@Suite struct ChiSquareTestTests {
  let uniform = [Double](repeating: 0.25, count: 4)

  @Test func `Counts 150, 50, 150, 50 against equal probabilities give 100`() throws {
    let test = try #require(
      chiSquareTest(counts: [150, 50, 150, 50], probabilities: uniform, effectiveCount: 400))
    #expect(abs(test.statistic - 100) < 1e-12)
    #expect(test.degreesOfFreedom == 3)
    #expect(abs(test.pValue / 1.554e-21 - 1) < 5e-4)
    #expect(test.method == .asymptotic)
  }

  @Test func `With a quarter of effective samples the statistic is a quarter`() throws {
    let test = try #require(
      chiSquareTest(counts: [150, 50, 150, 50], probabilities: uniform, effectiveCount: 100))
    #expect(abs(test.statistic - 25) < 1e-12)
  }

  @Test func `Neighbouring bins are merged until each expects enough effective samples`() throws {
    let probabilities = [0.01, 0.03, 0.5, 0.42, 0.03, 0.01]
    let counts = [1, 3, 50, 42, 3, 1]
    // Expected 1, 3, 50, 42, 3, 1: the first two only reach 5 with the third, the last two join the
    // last full bin.
    let test = try #require(
      chiSquareTest(counts: counts, probabilities: probabilities, effectiveCount: 100))
    #expect(test.binCount == 2)
    #expect(test.statistic < 1e-20)
    // At 8 effective samples no two bins of 5 are left.
    #expect(chiSquareTest(counts: counts, probabilities: probabilities, effectiveCount: 8) == nil)
  }

  @Test func `A count where the probability is zero is impossible`() throws {
    let test = try #require(
      chiSquareTest(counts: [50, 1, 49], probabilities: [0.5, 0, 0.5], effectiveCount: 100))
    #expect(test.pValue == 0)
    #expect(test.statistic == .infinity)
  }

  @Test func `No samples, no test`() {
    #expect(chiSquareTest(counts: [0, 0], probabilities: [0.5, 0.5], effectiveCount: 1) == nil)
  }

  /// With 20 samples of the skewed energy only two bins of 5 remain, with 60 there are three. The
  /// distribution of counts is discrete, so the p-values are compared at levels and not by their whole
  /// distribution.
  @Test(arguments: [20, 60, 1000])
  func `p-values of few samples are right to the accuracy of the asymptotic law`(count: Int) {
    var generator = RandomStreams(seed: 11).stream("chi-square", block: count)
    let distribution = DiscreteDistribution.skewed
    let trials = 3000
    let pValues = (0..<trials).compactMap { _ in
      chiSquareTest(
        counts: distribution.counts(ofDraws: count, using: &generator),
        probabilities: distribution.probabilities, effectiveCount: Double(count))?.pValue
    }
    #expect(pValues.count == trials)
    for level in [0.01, 0.05, 0.1] {
      let rate = Double(pValues.count { $0 <= level }) / Double(trials)
      // Three standard errors, and 40 % of the level for counts of 5 in place of a normal law (W. G.
      // Cochran, Ann. Math. Stat. 23, 315, 1952, allows 20 % at 0.05 and more at 0.01).
      let error = (level * (1 - level) / Double(trials)).squareRoot()
      #expect(abs(rate - level) < 3 * error + 0.4 * level)
    }
  }

  @Test func `p-values of many samples in many bins are uniform`() {
    var generator = RandomStreams(seed: 12).stream("chi-square-uniform")
    let distribution = DiscreteDistribution.sixtyLevels()
    let pValues = (0..<2000).map { _ in
      chiSquareTest(
        counts: distribution.counts(ofDraws: 2000, using: &generator),
        probabilities: distribution.probabilities, effectiveCount: 2000)!.pValue
    }
    #expect(kolmogorovSmirnovUniform(pValues) > 1e-3)
  }

  @Test func `Correlated samples give valid p-values at the effective count and not without it`() {
    let distribution = DiscreteDistribution.sixtyLevels()
    let process = AutoregressiveProcess(coefficient: 0.8)
    var generator = RandomStreams(seed: 13).stream("chi-square-correlated")
    var (corrected, naive): ([Double], [Double]) = ([], [])
    for _ in 0..<400 {
      let indices = process.series(count: 2000, using: &generator).map {
        distribution.index(atQuantile: 1 - normalUpperTail($0))
      }
      var counts = [Int](repeating: 0, count: distribution.count)
      for index in indices { counts[index] += 1 }
      let effective = integratedAutocorrelationTime(indices.map { Double($0) })
        .effectiveSampleCount
      for (effectiveCount, isCorrected) in [(effective, true), (2000, false)] {
        let pValue = chiSquareTest(
          counts: counts, probabilities: distribution.probabilities,
          effectiveCount: effectiveCount)!.pValue
        if isCorrected { corrected.append(pValue) } else { naive.append(pValue) }
      }
    }
    #expect(isValid(corrected))
    #expect(!isValid(naive))
  }
}
