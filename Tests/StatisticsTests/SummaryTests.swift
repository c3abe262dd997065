import Glibc
import Randomness
import Statistics
import Testing

@Suite struct `Summaries of samples` {
  private func normals(
    _ count: Int, mean: Double = 0, using generator: inout Xoshiro256PlusPlus
  ) -> [Double] { (0..<count).map { _ in mean + generator.nextNormal() } }

  private func summary(_ values: [Double]) -> MeanSummary {
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
    return MeanSummary(mean: mean, variance: variance, effectiveCount: n)
  }

  @Test func `of one law show no change beyond their rate`() {
    var generator = RandomStreams(seed: 51).stream("summaries")
    let changes = (0..<2000).map { _ in
      summary(normals(50, mean: 1, using: &generator))
        .change(from: summary(normals(80, mean: 1, using: &generator)), expected: 0)
    }
    #expect(isValid(changes.map(\.difference)))
    // Which of two sets of one wrong law is further is a toss, and known for certain: four standard errors.
    #expect(abs(changes.count { $0.further < 0.01 } - 1000) < 90)
    #expect(changes.allSatisfy { $0.further < 0.01 || $0.further > 0.99 })
  }

  @Test func `of means tell which is further`() {
    func change(_ now: Double, _ then: Double) -> Change {
      MeanSummary(mean: now, variance: 1, effectiveCount: 10_000)
        .change(from: MeanSummary(mean: then, variance: 1, effectiveCount: 10_000), expected: 0)
    }
    // Errors are 0.01 each, 0.0141 of difference and sum.
    #expect(change(0.2, 0.1).further < 1e-9 && change(0.2, 0.1).difference < 1e-9)
    #expect(change(-0.2, 0.1).further < 1e-9)
    #expect(change(0.1, 0.2).further > 1 - 1e-9)
    // As far on the other side: different, and not further.
    #expect(change(-0.1, 0.1).difference < 1e-9)
    #expect(abs(change(-0.1, 0.1).further - 0.5) < 0.01)
  }

  @Test func `of vectors hold their rate and tell which is further`() {
    var generator = RandomStreams(seed: 52).stream("vector summaries")
    func vector(_ shift: Double, _ count: Int) -> VectorSummary {
      let first = normals(count, mean: shift, using: &generator)
      let second = zip(first, normals(count, using: &generator)).map { 0.7 * $0 + $1 }
      return VectorSummary([first, second], effectiveCount: Double(count))
    }
    let same = (0..<1000).map { _ in
      vector(0.1, 400).change(from: vector(0.1, 300), expected: [0, 0])
    }
    #expect(isValid(same.map(\.difference)))
    let rejected = Double(same.count { $0.further <= 0.05 }) / 1000
    // Normal theory of a quadratic form: four standard errors of the simulation, and its skewness.
    #expect(rejected < 0.05 + 0.028 + 0.02)
    let worse = vector(0.4, 2000).change(from: vector(0.1, 2000), expected: [0, 0])
    #expect(worse.difference < 1e-6 && worse.further < 1e-3)
    let better = vector(0.1, 2000).change(from: vector(0.4, 2000), expected: [0, 0])
    #expect(better.difference < 1e-6 && better.further > 1 - 1e-3)
  }

  @Test func `of levels hold their rate and tell which is further`() {
    var generator = RandomStreams(seed: 53).stream("level summaries")
    func levels(_ shift: Double, _ count: Int) -> LevelSummary {
      let law = DiscreteDistribution.sixtyLevels(shift: shift)
      let counts = law.counts(ofDraws: count, using: &generator)
      let values = zip(law.levels, counts).flatMap { [Int](repeating: $0, count: $1) }
      return LevelSummary(Histogram(values), effectiveCount: Double(count))
    }
    let exact = DiscreteDistribution.sixtyLevels()
    let same = (0..<500).map { _ in
      levels(0.2, 1000).change(from: levels(0.2, 1500), expected: exact)
    }
    #expect(isValid(same.map(\.difference)))
    let worse = levels(0.3, 5000).change(from: levels(0, 5000), expected: exact)
    #expect(worse.difference < 1e-6 && worse.further < 1e-6)
    let better = levels(0, 5000).change(from: levels(0.3, 5000), expected: exact)
    #expect(better.difference < 1e-6 && better.further > 1 - 1e-6)
  }

  @Test func `of occurrences are compared by Fisher's exact test`() {
    // Fisher's tea: 3 of 4 against 1 of 4 has p = 17/70.
    let now = OccurrenceSummary(occurrences: 3, trials: 4)
    let then = OccurrenceSummary(occurrences: 1, trials: 4)
    #expect(abs(now.isMoreFrequentPValue(than: then) - 17.0 / 70) < 1e-12)
    let none = OccurrenceSummary(occurrences: 0, trials: 100)
    #expect(none.isMoreFrequentPValue(than: none) == 1)
    // One in a hundred against none in a hundred is a toss.
    let one = OccurrenceSummary(occurrences: 1, trials: 100)
    #expect(abs(one.isMoreFrequentPValue(than: none) - 0.5) < 1e-9)
  }
}

@Suite struct `Levels of a chain` {
  /// A chain over the levels of a law: with probability φ the last level again, else a new draw; τ = ½(1+φ)/(1-φ)
  /// for every function of the level.
  private func chain(
    _ law: DiscreteDistribution, _ coefficient: Double, _ count: Int,
    using generator: inout Xoshiro256PlusPlus
  ) -> [Int32] {
    var level = law.levels[law.index(atQuantile: generator.nextUnitInterval())]
    return (0..<count).map { _ in
      if generator.nextUnitInterval() >= coefficient {
        level = law.levels[law.index(atQuantile: generator.nextUnitInterval())]
      }
      return Int32(level)
    }
  }

  @Test func `of the right law hold their rate by polynomials`() {
    var generator = RandomStreams(seed: 54).stream("level chains")
    let law = DiscreteDistribution.sixtyLevels()
    let pValues = (0..<1000).compactMap { _ in
      LevelModesTest(chain(law, 0.8, 4000, using: &generator), distribution: law).pValue
    }
    // n/τ = 889 on average, so none is too short.
    #expect(pValues.count == 1000)
    #expect(isValid(pValues))
  }

  @Test func `of another law are found by polynomials`() {
    var generator = RandomStreams(seed: 55).stream("wrong level chains")
    let law = DiscreteDistribution.sixtyLevels()
    // The mean is off by 0.2 standard deviations, ten standard errors of n_eff = 2,222.
    let series = chain(.sixtyLevels(shift: 0.2), 0.8, 20_000, using: &generator)
    #expect(LevelModesTest(series, distribution: law).pValue! < 1e-4)
  }

  @Test func `too short for their correlations have no p-value`() {
    var generator = RandomStreams(seed: 56).stream("short level chains")
    let law = DiscreteDistribution.sixtyLevels()
    let series = chain(law, 0.98, 1000, using: &generator)
    #expect(LevelModesTest(series, distribution: law).pValue == nil)
  }

  @Test(arguments: [10, 300])
  func `that are independent have variances of uniform rank`(count: Int) {
    var generator = RandomStreams(seed: 57).stream("variance rank", block: count)
    let law = DiscreteDistribution.sixtyLevels()
    let pValues = (0..<400).map { _ in
      let values = chain(law, 0, count, using: &generator)
      let moments = Histogram(values).moments { Double($0) }
      return varianceRank(
        of: moments.variance, distribution: law, count: count, using: &generator)
    }
    #expect(isValid(pValues))
    #expect(kolmogorovSmirnovUniform(pValues) > 1e-4)
  }
}
