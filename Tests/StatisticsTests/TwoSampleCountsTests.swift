import Randomness
import SpinSystems
@testable import Statistics
import Testing

/// Draws from a distribution on 0 … k - 1.
private func draws(
  _ probabilities: [Double], count: Int, using generator: inout Xoshiro256PlusPlus
) -> Histogram {
  Histogram(
    (0..<count).map { _ in
      var rest = generator.nextUnitInterval()
      for (level, probability) in probabilities.enumerated() {
        rest -= probability
        if rest < 0 { return level }
      }
      return probabilities.count - 1
    })
}

/// Binomial bound: P(p ≤ a) ≤ a, with four standard errors and one more hit for discreteness.
private func expectUniformOrConservative(
  _ pValues: [Double], _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let n = Double(pValues.count)
  for level in [0.01, 0.05, 0.2, 0.5] {
    let hits = Double(pValues.count { $0 <= level })
    let allowed = n * level + 4 * (n * level * (1 - level)).squareRoot() + 1
    #expect(hits <= allowed, "\(name): \(hits) of \(n) at \(level)", sourceLocation: sourceLocation)
  }
}

@Suite struct `Two samples` {
  /// A bulk and a tail of rare levels.
  private static let tailed = [0.4, 0.3, 0.2, 0.06, 0.02, 0.01, 0.005, 0.003, 0.002]
  /// Almost always the ground level.
  private static let frozen = [0.99, 0.006, 0.003, 0.001]

  @Test(arguments: [(tailed, 300, 300), (tailed, 100, 2000), (frozen, 400, 1000)])
  func `of one distribution give p-values that are uniform or conservative`(
    probabilities: [Double], n: Int, m: Int
  ) {
    var generator = RandomStreams(seed: 61).stream("two samples", block: n + m)
    var values: [String: [Double]] = [:]
    for _ in 0..<400 {
      let a = draws(probabilities, count: n, using: &generator)
      let b = draws(probabilities, count: m, using: &generator)
      let both = TwoSampleCounts(
        a, effectiveCount: Double(n), b, effectiveCount: Double(m))
      values["χ²", default: []] += both.chiSquareTest().map { [$0.pValue] } ?? []
      values["G", default: []] +=
        both.logLikelihoodRatioTest(using: &generator).map { [$0.pValue] } ?? []
      values["W₁", default: []] +=
        both.transportTest(using: &generator).map { [$0.pValue] } ?? []
      values["mean", default: []].append(
        twoSampleMeanTest(
          a, effectiveCount: Double(n), b, effectiveCount: Double(m), using: &generator
        ) { Double($0 * $0) }.pValue)
    }
    for (name, pValues) in values { expectUniformOrConservative(pValues, name) }
    #expect(values["G"]!.count > 390)
  }

  @Test func `that are correlated count for what they are worth`() {
    // Every draw four times: n_eff = n / 4. Taken as they are, the copies would reject at once.
    var generator = RandomStreams(seed: 62).stream("copies")
    let pValues = (0..<300).map { _ in
      let a = draws(Self.tailed, count: 200, using: &generator)
      let copies = Histogram(
        zip(a.levels, a.counts).flatMap { [Int](repeating: $0, count: 4 * $1) })
      let b = draws(Self.tailed, count: 800, using: &generator)
      let both = TwoSampleCounts(
        copies, effectiveCount: 200, b, effectiveCount: 800)
      return both.logLikelihoodRatioTest(using: &generator)!.pValue
    }
    expectUniformOrConservative(pValues, "G")
  }

  @Test func `of different distributions are told apart by every test`() {
    var generator = RandomStreams(seed: 63).stream("different")
    let a = draws([0.5, 0.3, 0.2], count: 2000, using: &generator)
    let b = draws([0.4, 0.3, 0.3], count: 4000, using: &generator)
    let both = TwoSampleCounts(
      a, effectiveCount: 2000, b, effectiveCount: 4000)
    // The mean differs by 0.2, ten standard errors.
    #expect(both.chiSquareTest()!.pValue < 1e-10)
    #expect(both.logLikelihoodRatioTest(using: &generator)!.pValue == 1.0 / 20_000)
    #expect(both.transportTest(using: &generator)!.pValue == 1.0 / 20_000)
    let mean = twoSampleMeanTest(
      a, effectiveCount: 2000, b, effectiveCount: 4000, using: &generator
    ) { Double($0) }
    #expect(mean.pValue < 1e-10 && mean.welch.statistic < 0)
  }

  @Test func `are split as the hypergeometric distribution says`() {
    // Three marked of ten, four drawn: P(k) = C(3,k) C(7,4-k) / 210 = 35, 105, 63, 7 of 210.
    var generator = RandomStreams(seed: 64).stream("split")
    var split = RandomSplit(first: [3, 1], second: [0, 6], using: &generator)
    var (first, second) = ([0, 0], [0, 0])
    var counts = [0, 0, 0, 0]
    for _ in 0..<21_000 {
      split.draw(first: &first, second: &second)
      #expect(first[0] + first[1] == 4 && first[0] + second[0] == 3)
      counts[first[0]] += 1
    }
    let test = chiSquareTest(
      counts: counts, probabilities: [35, 105, 63, 7].map { $0 / 210 }, effectiveCount: 21_000)
    #expect(test!.pValue > 1e-4)
  }

  @Test func `too small to compare give no test`() {
    var generator = RandomStreams(seed: 65).stream("small")
    let one = Histogram([1])
    let both = TwoSampleCounts(one, effectiveCount: 1, one, effectiveCount: 1)
    #expect(both.chiSquareTest() == nil)
    #expect(both.logLikelihoodRatioTest(using: &generator) == nil)
  }
}

@Suite struct `Hotelling's two-sample test` {
  private func columns(
    _ count: Int, shift: Int32 = 0, using generator: inout Xoshiro256PlusPlus
  ) -> [[Int32]] {
    let common = (0..<count).map { _ in Int32.random(in: -50...50, using: &generator) }
    let own = (0..<2).map { _ in
      (0..<count).map { _ in Int32.random(in: -30...30, using: &generator) }
    }
    // The last component is the sum of the others: a direction without variance.
    let a = zip(common, own[0]).map { $0 + $1 + shift }
    let b = zip(common, own[1]).map { $0 - $1 }
    return [a, b, zip(a, b).map { $0 + $1 }]
  }

  @Test(arguments: [(200, 200), (150, 1000)])
  func `has uniform p-values`(n: Int, m: Int) {
    var generator = RandomStreams(seed: 66).stream("hotelling", block: m)
    let pValues = (0..<500).compactMap { _ in
      VectorDifferenceTest(
        columns(n, using: &generator), effectiveCount: Double(n),
        columns(m, using: &generator), effectiveCount: Double(m)
      ).pValue
    }
    #expect(pValues.count == 500)
    #expect(kolmogorovSmirnovUniform(pValues) > 1e-4)
  }

  @Test func `sees a shift of one component and knows the rank`() {
    var generator = RandomStreams(seed: 67).stream("shift")
    let test = VectorDifferenceTest(
      columns(1000, shift: 6, using: &generator), effectiveCount: 1000,
      columns(1000, using: &generator), effectiveCount: 1000, dividedBy: 2)
    #expect(test.rank == 2)
    #expect(test.pValue! < 1e-4)
    // s² = (101² - 1)/12 + (61² - 1)/12 = 1160 for the first component, at a divisor of 2.
    #expect(abs(test.means.first[0] - test.means.second[0] - 3) < 4 * (2 * 290 / 1000).squareRoot())
    #expect(abs(test.squaredErrors[0].0 / 0.29 - 1) < 0.2)
  }
}
