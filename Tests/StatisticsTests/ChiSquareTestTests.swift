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
}
