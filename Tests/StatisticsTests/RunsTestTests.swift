import Randomness
import SpinSystems
import Statistics
import Testing

@Suite struct RunsTestTests {
  @Test func `Small cases agree with enumeration`() throws {
    // Two of one kind and three of the other: C(5, 2) = 10 orders. Runs: 2 in 2 orders (AABBB, BBBAA),
    // 3 in 3, 4 in 4, 5 in 1.
    let two = try #require(RunsTest(kinds: [true, true, false, false, false]))
    #expect(two.runs == 2)
    #expect(abs(two.pValue - 2 * 0.2) < 1e-12)
    let five = try #require(RunsTest(kinds: [false, true, false, true, false]))
    #expect(five.runs == 5)
    #expect(abs(five.pValue - 2 * 0.1) < 1e-12)
    let three = try #require(RunsTest(kinds: [true, false, false, false, true]))
    #expect(abs(three.pValue - min(1, 2 * 0.5)) < 1e-12)
  }

  @Test(arguments: [0.5, 0.02])
  func `p-values of independent series are valid`(share: Double) {
    var generator = RandomStreams(seed: 61).stream("runs")
    let pValues = (0..<2000).compactMap { _ in
      RunsTest(kinds: (0..<500).map { _ in generator.nextUnitInterval() < share })?.pValue
    }
    for level in [0.01, 0.1, 0.5] {
      let expected = level * Double(pValues.count)
      #expect(Double(pValues.count { $0 <= level }) <= expected + 4 * expected.squareRoot())
    }
  }

  @Test func `A correlated series is detected`() throws {
    var generator = RandomStreams(seed: 62).stream("runs-correlated")
    let series = AutoregressiveProcess(coefficient: 0.2).series(count: 10_000, using: &generator)
    // ρ(1) of the signs is (2/π) arcsin 0.2 = 0.128, 12.8 standard errors of n^(-1/2).
    #expect(try #require(RunsTest(series)).pValue < 1e-20)
  }

  @Test func `A series on one side of its cut has no runs to count`() {
    #expect(RunsTest([Double](repeating: 1, count: 10)) == nil)
    #expect(RunsTest([Double]()) == nil)
    // More than half share the largest value: the cut lies below it.
    #expect(RunsTest([1.0, 2, 2, 2, 1, 2])?.runs == 4)
  }
}

@Suite struct EffectiveCountsTests {
  @Test func `Counts keep their total, their zeros and their last samples`() {
    let counts = [0, 1, 997, 2, 0, 1000]
    let scaled = effectiveCounts(counts, effectiveCount: 500)
    // 0.25 and 0.5 are kept as 1 each, one more than the 0.75 they stand for.
    #expect((500...501).contains(scaled.reduce(0, +)))
    #expect(abs(scaled[2] - 249) <= 1 && abs(scaled[5] - 250) <= 1)
    for (before, after) in zip(counts, scaled) { #expect((before == 0) == (after == 0)) }
    #expect(effectiveCounts(counts, effectiveCount: 2000) == counts)
    #expect(effectiveCounts(counts, effectiveCount: 1e9) == counts)
  }
}
