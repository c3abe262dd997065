import Glibc
import Randomness
import Statistics
import Testing

/// Two levels, where every statistic is a function of one binomial count, so that its tails are sums.
@Suite struct `Far tails beyond the replicates` {
  private static let count = 400

  private static func probability(of k: Int, _ p: Double) -> Double {
    let n = Double(count)
    return exp(
      lgamma(n + 1) - lgamma(Double(k) + 1) - lgamma(n - Double(k) + 1) + Double(k) * log(p)
        + (n - Double(k)) * log(1 - p))
  }

  private static func law(_ p: Double) -> DiscreteDistribution {
    DiscreteDistribution(levels: [0, 4], probabilities: [1 - p, p])
  }

  private static func variance(_ k: Int) -> Double {
    let (k, n) = (Double(k), Double(count))
    return 16 * k * (n - k) / (n * (n - 1))
  }

  /// Skewed, so that the variance is far above, and nearly even, so that it is far below.
  @Test(arguments: [(0.1, 85), (0.1, 95), (0.1, 8), (0.45, 80), (0.45, 320)])
  func `of a variance are never thought rarer than they are`(p: Double, k: Int) {
    let observed = Self.variance(k)
    let expected = 16 * p * (1 - p)
    let exact = (0...Self.count).reduce(0.0) { sum, other in
      let value = Self.variance(other)
      let isBeyond = observed > expected ? value >= observed - 1e-9 : value <= observed + 1e-9
      return sum + (isBeyond ? Self.probability(of: other, p) : 0)
    }
    var generator = RandomStreams(seed: 3).stream("variance")
    let pValue = varianceRank(
      of: observed, distribution: Self.law(p), count: Self.count, using: &generator)
    #expect(pValue < 9e-5, "\(pValue) does not reach beyond the replicates")
    // The saddlepoint of a lattice is good to a few per cent.
    #expect(pValue > 0.9 * exact, "\(pValue) for \(exact)")
  }

  @Test(arguments: [Distance.totalVariation, .wasserstein1], [110, 140])
  func `of a distance are never thought rarer than they are`(distance: Distance, k: Int) throws {
    let p = 0.1
    let off = abs(Double(k) / Double(Self.count) - p)
    let exact = (0...Self.count).reduce(0.0) { sum, other in
      let isBeyond = abs(Double(other) / Double(Self.count) - p) >= off - 1e-12
      return sum + (isBeyond ? Self.probability(of: other, p) : 0)
    }
    var generator = RandomStreams(seed: 4).stream("distance")
    let test = try #require(
      distanceTest(
        distance, counts: [Self.count - k, k], distribution: Self.law(p),
        effectiveCount: Double(Self.count), using: &generator))
    #expect(test.pValue < 4e-5)
    #expect(test.pValue >= exact)
  }
}
