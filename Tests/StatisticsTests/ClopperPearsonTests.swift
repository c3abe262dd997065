import Glibc
import Statistics
import Testing

@Suite struct ClopperPearsonTests {
  /// The binomial upper tail P(X ≥ k) by summation.
  private func upperTail(_ k: Int, _ n: Int, _ p: Double) -> Double {
    (k...n).reduce(0) { sum, j in
      let logChoose =
        lgamma(Double(n + 1)) - lgamma(Double(j + 1)) - lgamma(Double(n - j + 1))
      return sum + exp(logChoose + Double(j) * log(p) + Double(n - j) * log1p(-p))
    }
  }

  @Test(arguments: [(1, 10), (3, 20), (10, 20), (19, 20), (37, 500)])
  func `The limits are where the binomial tails are 2.5 %`(successes: Int, trials: Int) {
    let interval = clopperPearson(successes: successes, trials: trials)
    #expect(abs(upperTail(successes, trials, interval.lowerBound) / 0.025 - 1) < 1e-9)
    let below = 1 - upperTail(successes + 1, trials, interval.upperBound)
    #expect(abs(below / 0.025 - 1) < 1e-9)
  }

  @Test func `Without successes the upper limit has a closed form`() {
    let interval = clopperPearson(successes: 0, trials: 1000, confidence: 0.9)
    #expect(interval.lowerBound == 0)
    #expect(abs(interval.upperBound / (1 - pow(0.05, 0.001)) - 1) < 1e-9)
    #expect(clopperPearson(successes: 0, trials: 0) == 0...1)
  }

  @Test func `The interval of failures mirrors that of successes`() {
    let interval = clopperPearson(successes: 4, trials: 31)
    let mirrored = clopperPearson(successes: 27, trials: 31)
    #expect(abs(interval.lowerBound - (1 - mirrored.upperBound)) < 1e-12)
    #expect(abs(interval.upperBound - (1 - mirrored.lowerBound)) < 1e-12)
  }

  @Test(arguments: [1, 1_000]) func `Rare events keep relative precision`(successes: Int) {
    let interval = clopperPearson(successes: successes, trials: 1_000_000_000)
    // Poisson limits: for one event 0.02531780798 and 5.571643390938 (chi-square quantiles / 2).
    let lower = chiSquareQuantile(0.025, degreesOfFreedom: Double(2 * successes)) / 2
    let upper = chiSquareQuantile(0.975, degreesOfFreedom: Double(2 * successes + 2)) / 2
    // The binomial differs from the Poisson distribution by about k/n.
    #expect(abs(interval.lowerBound * 1e9 / lower - 1) < 1e-5)
    #expect(abs(interval.upperBound * 1e9 / upper - 1) < 1e-5)
  }

  /// Limits computed with SciPy 1.17, `beta.ppf`.
  @Test(arguments: [
    (500_000_000, 1_000_000_000, 0.4999690097484223, 0.5000309902515777),
    (100_000, 10_000_000, 0.009938423056847697, 0.010061860890182258),
    (150_000, 1_000_000, 0.14930066725199845, 0.15070136067962028),
  ])
  func `Counts of any size have limits`(
    successes: Int, trials: Int, lower: Double, upper: Double
  ) {
    let interval = clopperPearson(successes: successes, trials: trials)
    let width = upper - lower
    #expect(abs(interval.lowerBound - lower) < 1e-5 * width)
    #expect(abs(interval.upperBound - upper) < 1e-5 * width)
  }

  @Test func `An effective count that is whole gives the same interval`() {
    let whole = clopperPearson(successes: 3, trials: 20)
    let fraction = clopperPearson(fraction: 0.15, effectiveCount: 20)
    #expect(abs(whole.lowerBound - fraction.lowerBound) < 1e-12)
    #expect(abs(whole.upperBound - fraction.upperBound) < 1e-12)
    let fewer = clopperPearson(fraction: 0.15, effectiveCount: 9.7)
    #expect(fewer.lowerBound < whole.lowerBound && fewer.upperBound > whole.upperBound)
  }
}
