import Randomness
import SpinSystems
import Statistics
import Testing

@Suite struct `Welch's test` {
  @Test func `gives the published answer for a textbook example`() {
    // x = 1 … 5, y = 2, 4, 6, 8: s² = 5/2 and 20/3, so the error is (1/2 + 5/3)^½ = 1.47196, t = -1.35873
    // and ν = (13/6)² / (1/16 + 25/27) = 4.74941; all by hand.
    let test = welchTest([1, 2, 3, 4, 5], [2, 4, 6, 8])
    #expect(abs(test.standardError - (13.0 / 6).squareRoot()) < 1e-12)
    #expect(abs(test.statistic + 2 / (13.0 / 6).squareRoot()) < 1e-12)
    #expect(abs(test.degreesOfFreedom - 4.749415) < 1e-6)
  }

  @Test func `decides for constant samples by their values`() {
    #expect(welchTest([1, 1], [1, 1, 1]).pValue == 1)
    #expect(welchTest([1, 1], [2, 2, 2]).pValue == 0)
  }

  @Test func `has uniform p-values for normal samples of unequal variance and size`() {
    var generator = RandomStreams(seed: 51).stream("welch")
    func normal(_ count: Int, _ scale: Double) -> [Double] {
      (0..<count).map { _ in
        scale * normalQuantile(max(1e-16, generator.nextUnitInterval()))
      }
    }
    let pValues = (0..<2000).map { _ in welchTest(normal(8, 1), normal(40, 5)).pValue }
    #expect(kolmogorovSmirnovUniform(pValues) > 1e-4)
  }
}
