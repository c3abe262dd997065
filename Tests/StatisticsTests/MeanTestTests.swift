import Glibc
import Randomness
import SpinSystems
import Statistics
import Testing

@Suite struct MeanTestTests {
  /// The exact distribution of the sum of n draws, by convolution: probabilities from the smallest
  /// possible sum upwards in steps of 1.
  private func exactSum(_ distribution: DiscreteDistribution, count: Int) -> (
    smallest: Int, probabilities: [Double]
  ) {
    let low = distribution.levels.first!
    let range = distribution.levels.last! - low
    var sum = [1.0]
    for _ in 0..<count {
      var next = [Double](repeating: 0, count: sum.count + range)
      for (index, weight) in sum.enumerated() where weight > 0 {
        for (level, probability) in zip(distribution.levels, distribution.probabilities) {
          next[index + level - low] += weight * probability
        }
      }
      sum = next
    }
    return (count * low, sum)
  }

  /// The largest relative error of the smaller tail over all sums whose tail exceeds `floor`.
  private func worstError(
    _ distribution: DiscreteDistribution, count: Int, floor: Double
  ) -> Double {
    let (smallest, point) = exactSum(distribution, count: count)
    var below = 0.0
    var worst = 0.0
    let above = point.indices.map { _ in 0.0 }
    var upper = above
    var running = 0.0
    for index in point.indices.reversed() {
      running += point[index]
      upper[index] = running
    }
    for (index, probability) in point.enumerated() {
      below += probability
      guard probability > 0, min(below, upper[index]) > floor else { continue }
      let test = meanTest(
        observedMean: Double(smallest + index) / Double(count), effectiveCount: Double(count),
        of: distribution, function: Double.init)
      let tail = min(test.upperTail, test.lowerTail)
      worst = max(worst, abs(tail / min(below, upper[index]) - 1))
    }
    return worst
  }

  /// Here single draws matter, and the tails are exact: only rounding is left.
  @Test(arguments: [1, 2, 3, 7, 30, 100])
  func `Tails of a skewed energy agree with exact convolution`(count: Int) {
    #expect(worstError(.skewed, count: count, floor: 1e-12) < 1e-10)
  }

  /// Nothing is blurred yet at n = 30, and the saddlepoint formula serves at n = 100. Its relative
  /// error is O(n⁻¹) with a coefficient that vanishes for a normal distribution; measured 5·10⁻⁶.
  @Test(arguments: [(30, 1e-10), (100, 1e-4)])
  func `Tails of an energy with sixty levels agree with exact convolution`(
    count: Int, tolerance: Double
  ) {
    #expect(worstError(.sixtyLevels(), count: count, floor: 1e-6) < tolerance)
  }

  /// The squares of the levels lie on a lattice so fine that each draw off the ground state has to be
  /// counted by itself: m = 0, 1, 2 exactly, more by saddlepoints.
  @Test func `Rare excitations off every lattice agree with exact convolution`() {
    let distribution = DiscreteDistribution(
      levels: [0, 1236, 2813, 5030], probabilities: [0.988, 0.01, 0.0015, 0.0005])
    // The few sums of three and more rare draws have saddlepoint errors of some percent.
    #expect(worstError(distribution, count: 60, floor: 1e-4) < 0.03)
  }

  @Test func `Two draws of values on no lattice are enumerated`() {
    let values = [0, 2.0.squareRoot(), .pi, 4]
    let probabilities = [0.4, 0.3, 0.2, 0.1]
    let distribution = DiscreteDistribution(levels: [0, 1, 2, 3], probabilities: probabilities)
    for first in values {
      for second in values {
        var exact = 0.0
        for (i, p) in zip(values, probabilities) {
          for (j, q) in zip(values, probabilities) where i + j >= first + second - 1e-12 {
            exact += p * q
          }
        }
        let test = meanTest(
          observedMean: (first + second) / 2, effectiveCount: 2, of: distribution,
          function: { values[$0] })
        #expect(abs(test.upperTail - exact) < 1e-14)
      }
    }
  }

  @Test func `One excitation in ten thousand samples follows the binomial law`() {
    let rate = 1e-4
    let distribution = DiscreteDistribution(levels: [-48, -40], probabilities: [1 - rate, rate])
    // P(X ≥ k) for X binomial with n = 10⁴, summed from the recursion of its terms.
    let n = 10_000
    var term = exp(Double(n) * log1p(-rate))
    var below = 0.0
    for excitations in 0...12 {
      let test = meanTest(
        observedMean: -48 + 8 * Double(excitations) / Double(n), effectiveCount: Double(n),
        of: distribution, function: Double.init)
      #expect(abs(test.lowerTail - (below + term)) < 1e-12)
      #expect(abs(test.upperTail - (1 - below)) < 1e-12)
      below += term
      term *= Double(n - excitations) / Double(excitations + 1) * rate / (1 - rate)
    }
    // Seven excitations where one is expected: tail Σ_{k≥7} e⁻¹/k! = 8.3·10⁻⁵ for a Poisson law; the
    // normal approximation would say 10⁻⁹.
    let seven = meanTest(
      observedMean: -48 + 56 / Double(n), effectiveCount: Double(n), of: distribution,
      function: Double.init)
    #expect(abs(seven.upperTail / 8.324e-5 - 1) < 0.01)
  }

  @Test func `At the ends of the support the tail is a power`() {
    let top = meanTest(
      observedMean: -12, effectiveCount: 9, of: .skewed, function: Double.init)
    #expect(abs(top.upperTail / pow(0.005, 9) - 1) < 1e-12)
    #expect(top.lowerTail == 1)
    let ground = meanTest(
      observedMean: -32, effectiveCount: 1000, of: .skewed, function: Double.init)
    #expect(abs(ground.lowerTail / pow(0.7, 1000) - 1) < 1e-9)
  }

  @Test(arguments: [-33.0, -11.9]) func `A mean that no sample can have is impossible`(mean: Double)
  {
    let test = meanTest(
      observedMean: mean, effectiveCount: 50, of: .skewed, function: Double.init)
    #expect(test.pValue == 0)
  }

  @Test func `Tails pass smoothly through the mean`() {
    let distribution = DiscreteDistribution.sixtyLevels()
    let expected = distribution.mean
    let error = (distribution.variance / 1e5).squareRoot()
    // Effective counts that are not whole have no lattice. The slope of the tail is φ(0)/error.
    let z = [-1e-2, -1e-3, -1e-4, 0, 1e-4, 1e-3, 1e-2]
    let tails = z.map {
      meanTest(
        observedMean: expected + $0 * error, effectiveCount: 1e5 - 0.5, of: distribution,
        function: Double.init
      ).upperTail
    }
    for (z, tail) in zip(z, tails) {
      // tail - ½ + z φ(0) is the skewness term, 0.4 γ/6/√n < 10⁻³ at this n, and nearly constant.
      #expect(abs(tail - 0.5 + z * 0.3989423) < 1e-3)
      #expect(abs((tail - tails[3]) + z * 0.3989423) < 2e-6)
    }
  }

  @Test func `An observable that never varies is judged without dividing by zero`() {
    let test = meanTest(
      observedMean: 3, effectiveCount: 10, of: .skewed, function: { _ in 3 })
    #expect(test.pValue == 1)
    #expect(test.zScore == 0)
    let other = meanTest(
      observedMean: 2.9, effectiveCount: 10, of: .skewed, function: { _ in 3 })
    #expect(other.pValue == 0)
  }

  @Test(arguments: [20, 300]) func `p-values of a skewed energy are valid`(count: Int) {
    var generator = RandomStreams(seed: 5).stream("mean-test-skewed", block: count)
    let pValues = (0..<2000).map { _ in
      let counts = DiscreteDistribution.skewed.counts(ofDraws: count, using: &generator)
      return meanTest(
        observedMean: DiscreteDistribution.skewed.mean(ofCounts: counts),
        effectiveCount: Double(count), of: .skewed, function: Double.init
      ).pValue
    }
    #expect(isValid(pValues))
    // And not merely conservative: lattice steps of 4/n leave the 10 % level at 5 % or more.
    #expect(Double(pValues.count { $0 <= 0.1 }) / 2000 > 0.05)
  }

  @Test func `p-values of the energy variance are uniform`() {
    let distribution = DiscreteDistribution.sixtyLevels()
    let mean = distribution.mean
    var generator = RandomStreams(seed: 6).stream("mean-test-variance")
    let pValues = (0..<2000).map { _ in
      let counts = distribution.counts(ofDraws: 200, using: &generator)
      let observed = zip(distribution.levels, counts).reduce(0.0) {
        $0 + (Double($1.0) - mean) * (Double($1.0) - mean) * Double($1.1) / 200
      }
      return meanTest(
        observedMean: observed, effectiveCount: 200, of: distribution,
        function: { (Double($0) - mean) * (Double($0) - mean) }
      ).pValue
    }
    #expect(kolmogorovSmirnovUniform(pValues) > 1e-3)
  }

  @Test func `p-values of correlated samples are uniform at the effective count`() {
    let distribution = DiscreteDistribution.sixtyLevels()
    let process = AutoregressiveProcess(coefficient: 0.8)
    var generator = RandomStreams(seed: 7).stream("mean-test-correlated")
    let pValues = (0..<1000).map { _ in
      let energies = process.series(count: 2000, using: &generator).map { x in
        Double(distribution.levels[distribution.index(atQuantile: 1 - normalUpperTail(x))])
      }
      let effective = integratedAutocorrelationTime(energies).effectiveSampleCount
      return meanTest(
        observedMean: energies.reduce(0, +) / 2000, effectiveCount: effective, of: distribution,
        function: Double.init
      ).pValue
    }
    // τ is estimated with an error of (2 · 45/2000)^½ = 20 %, so z has a spread of 1.01 at most.
    #expect(kolmogorovSmirnovUniform(pValues) > 1e-3)
  }

  @Test func `A mean that is off is detected with the power of a z-test`() {
    let (reference, shifted) = (
      DiscreteDistribution.sixtyLevels(), DiscreteDistribution.sixtyLevels(shift: 0.1)
    )
    var generator = RandomStreams(seed: 8).stream("mean-test-power")
    let detected = (0..<300).count { _ in
      let counts = shifted.counts(ofDraws: 1000, using: &generator)
      return meanTest(
        observedMean: reference.mean(ofCounts: counts), effectiveCount: 1000, of: reference,
        function: Double.init
      ).pValue < 0.05
    }
    // The shift is 0.1 · 1000^½ = 3.2 standard errors: power Φ(3.2 - 1.96) = 0.89.
    #expect(abs(Double(detected) / 300 - 0.89) < 3 * (0.89 * 0.11 / 300).squareRoot() + 0.02)
  }

  @Test(arguments: [5, 30, 200, 500, 2000, 8000])
  func `p-values of squared rare excitations are valid`(count: Int) {
    // Levels 4k with probabilities that fall as exp(-4k): the square of a far level grows faster than its
    // improbability, which a saddlepoint does not survive.
    let weights = (0..<60).map { $0 == 0 ? 1 : 0.018 * exp(-4 * Double($0 - 1)) }
    let total = weights.reduce(0, +)
    let distribution = DiscreteDistribution(
      levels: (0..<60).map { 4 * $0 }, probabilities: weights.map { $0 / total })
    func square(_ level: Int) -> Double { Double(level) * Double(level) }
    var generator = RandomStreams(seed: 9).stream("rare-squares", block: count)
    let trials = 2000
    let pValues = (0..<trials).map { _ in
      let counts = distribution.counts(ofDraws: count, using: &generator)
      let observed = zip(distribution.levels, counts).reduce(0.0) {
        $0 + square($1.0) * Double($1.1)
      }
      return meanTest(
        observedMean: observed / Double(count), effectiveCount: Double(count), of: distribution,
        function: square
      ).pValue
    }
    for level in [0.001, 0.01, 0.1, 0.5] {
      let expected = level * Double(trials)
      let hits = Double(pValues.count { $0 <= level })
      #expect(hits <= expected + 4 * expected.squareRoot() + 1, "\(hits) up to \(level)")
    }
    // And they are not merely large, where there are enough excitations for small ones.
    if count >= 500 { #expect(Double(pValues.count { $0 <= 0.1 }) > 0.05 * Double(trials)) }
  }
}
