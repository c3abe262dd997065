import Statistics
import Testing

@Suite struct ImportanceWeightsTests {
  private static let logWeights: [[Double]] = [
    [0.1, 1000, -0.1, 0], [0.1, 2.4e10, 0, 0], [-800, -801, -802, -900], [1e300, 0, 0, 0],
    [-.infinity, 0, 800, 0], [-.infinity, -.infinity, -.infinity, 0],
  ]

  /// p/q of one draw is beyond what a number holds, or that of all is below.
  @Test(arguments: logWeights)
  func `Weights of any size have a mean with an interval`(logWeights: [Double]) throws {
    let weights = ImportanceWeights(logWeights: logWeights)
    let top = try #require(logWeights.max())
    let logMean = weights.logMeanWeight
    // The mean of n weights is between the largest and an n-th of it.
    #expect(logMean.value <= top && logMean.value >= top - 1.4)
    #expect(logMean.interval.contains(logMean.value))
    #expect(weights.effectiveFraction >= 0.25 && weights.effectiveFraction <= 1)
    #expect(weights.meanWeight.interval.lowerBound <= weights.meanWeight.interval.upperBound)
    #expect(weights.reverseDivergence.interval.upperBound >= weights.reverseDivergence.value)
  }

  private static let oddities: [(Double, Double)] = [
    (.infinity, .infinity), (-.infinity, .infinity), (.nan, 1), (1, .nan), (0, -1),
  ]

  @Test(arguments: oddities)
  func `An estimate that makes no interval may be anything`(value: Double, error: Double) {
    #expect(
      Estimate(value: value, standardError: error).interval
        == -Double.infinity...Double.infinity)
  }
}
