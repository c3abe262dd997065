import Randomness
import Statistics
import Testing

@Suite struct `A test of vanishing means` {
  /// Correlated normal columns, the third of them the sum of the others.
  private func columns(
    count: Int, coefficient: Double = 0, shift: Double = 0,
    using generator: inout Xoshiro256PlusPlus
  ) -> [[Double]] {
    let process = AutoregressiveProcess(coefficient: coefficient)
    let z = (0..<2).map { _ in process.series(count: count, using: &generator) }
    let x = [z[0].map { $0 + shift }, zip(z[0], z[1]).map { 0.6 * $0 + 0.8 * $1 }]
    return x + [zip(x[0], x[1]).map(+)]
  }

  @Test(arguments: [0, 0.4])
  func `gives uniform p-values, also to correlated series`(coefficient: Double) {
    var generator = RandomStreams(seed: 81).stream("vanishing means")
    let pValues = (0..<600).map { _ in
      VanishingMeansTest(
        columns(count: 1500, coefficient: coefficient, using: &generator),
        inOrder: coefficient == 0 ? .independent : .correlated, weights: [4, 1, 2],
        using: &generator
      ).pValue
    }
    if coefficient == 0 { #expect(kolmogorovSmirnovUniform(pValues) > 1e-3) }
    for level in [0.01, 0.05, 0.2] {
      // Binomial with 600 trials, four standard errors.
      let hits = Double(pValues.count { $0 <= level })
      #expect(hits <= 600 * level + 4 * (600 * level).squareRoot())
    }
  }

  @Test func `finds and names the one that does not vanish`() {
    var generator = RandomStreams(seed: 82).stream("vanishing means")
    var (wrong, right) = (0, 0)
    for _ in 0..<20 {
      // The mean of the first column is 8 standard errors off.
      let test = VanishingMeansTest(
        columns(count: 1000, shift: 0.25, using: &generator), weights: [1, 1, 1], using: &generator)
      wrong += test.pValue < 1e-6 ? 0 : 1
      right += test.furthest == 0 ? 1 : 0
      #expect(test.zScores[0] > 0)
    }
    // 8 ± 1 standard errors: 10⁻⁶ needs 5.2 or so; the third has 8/1.8 = 4.5 of them.
    #expect(wrong == 0)
    #expect(right >= 18)
  }

  @Test func `keeps its rate where a slow mode of small amplitude hides from the window`() {
    // White noise and an AR(1) process of a twentieth of its variance with τ = 50: the blocks see a τ near ½, and
    // the variance of the mean is six times theirs.
    var generator = RandomStreams(seed: 85).stream("vanishing means")
    let (noise, slow) = (
      AutoregressiveProcess(coefficient: 0), AutoregressiveProcess(coefficient: 0.98)
    )
    let tests = (0..<400).map { _ in
      let columns = (0..<4).map { _ in
        zip(
          noise.series(count: 4000, using: &generator), slow.series(count: 4000, using: &generator)
        ).map { $0 + 0.2236 * $1 }
      }
      return VanishingMeansTest(
        columns, inOrder: .correlated, weights: [1, 1, 1, 1], using: &generator
      ).pValue
    }
    // Binomial with 400 trials at a hundredth, five standard errors: 4 + 10. By the blocks alone over 100.
    #expect(tests.count { $0 <= 0.01 } <= 14)
  }

  @Test func `has nothing to say on columns that are all zero`() {
    var generator = RandomStreams(seed: 83).stream("vanishing means")
    let test = VanishingMeansTest(
      [[0, 0, 0, 0], [0, 0, 0, 0]], weights: [1, 1], using: &generator)
    #expect(test.pValue == 1)
    #expect(test.zScores == [0, 0])
  }

  @Test func `comes in blocks of ten autocorrelation times, if there are enough of them`() {
    var generator = RandomStreams(seed: 84).stream("vanishing means")
    // τ = 19.5, and 200 τ are wanted.
    let columns = columns(count: 1000, coefficient: 0.95, using: &generator)
    let blocks = IndependentBlocks(columns, inOrder: .correlated)
    #expect(!blocks.suffice)
    #expect((80...400).contains(blocks.length))
    let short = IndependentBlocks(columns, inOrder: .stated(effectiveCount: 25))
    let stated = VanishingMeansTest(short, weights: [1, 1, 1], using: &generator)
    #expect(stated.pValue > 1e-3)
    #expect(stated.effectiveCount == 25)
    #expect(IndependentBlocks(columns, inOrder: .independent).columns == columns)
  }
}

@Suite struct `A weighted chi-square law` {
  @Test func `is exact where the weights are equal`() {
    let law = WeightedChiSquare(covariance: [[2, 0, 0], [0, 2, 0], [0, 0, 2]])
    for q in [0.5, 6, 30, 80] {
      let exact = chiSquareUpperTail(q / 2, degreesOfFreedom: 3)
      #expect(abs(law.upperTail(q) - exact) < 1e-12 * exact)
    }
  }

  @Test func `has the tails of a sum of unequal squares`() {
    // λ = 3 and 1 twice over: χ²₂ laws, whose sum has the tail (3 e^(-q/6) - e^(-q/2)) / 2.
    let law = WeightedChiSquare(
      covariance: [[3, 0, 0, 0], [0, 1, 0, 0], [0, 0, 3, 0], [0, 0, 0, 1]])
    for (q, error) in [(8.0, 0.02), (25, 0.05), (60, 0.3)] {
      let exact = (3 * exponential(-q / 6) - exponential(-q / 2)) / 2
      #expect(abs(law.upperTail(q) / exact - 1) < error, "\(q): \(law.upperTail(q)), \(exact)")
    }
  }

  @Test(arguments: [1e-300, 1e-160, 1e-80, 1e80, 1e160, 1e300])
  func `is the same in any unit`(scale: Double) {
    // c₂ and c₃ of the matrix itself would be 0 or infinite, and the degrees of freedom 0/0.
    let matrix: [[Double]] = [[3, 1, 0], [1, 2, 0], [0, 0, 1e-9]]
    let law = WeightedChiSquare(covariance: matrix)
    let scaled = WeightedChiSquare(covariance: matrix.map { $0.map { $0 * scale } })
    for q in [0.0, 0.1, 4, 20, 90] {
      let (expected, found) = (law.upperTail(q), scaled.upperTail(q * scale))
      #expect(abs(found - expected) <= 1e-9 * expected, "\(q): \(found), \(expected)")
    }
    #expect((0...1).contains(scaled.upperTail(0)))
  }

  @Test func `of nothing is nothing, and of tiny cumulants still a probability`() {
    let nothing = WeightedChiSquare(covariance: [[0, 0], [0, 0]])
    #expect(nothing.upperTail(0) == 1)
    #expect(nothing.upperTail(1e-300) == 0)
    #expect(WeightedChiSquare(covariance: [[Double.leastNonzeroMagnitude]]).upperTail(0) == 1)
    // A χ² law of 10¹⁵ degrees of freedom is normal: P(above the mean) is a half.
    let wide = WeightedChiSquare(mean: 1e15, variance: 2e15, thirdCumulant: 8e15)
    #expect(abs(wide.upperTail(1e15) - 0.5) < 1e-6)
    #expect(wide.upperTail(2e15) == 0)
  }

  private func exponential(_ x: Double) -> Double {
    chiSquareUpperTail(-2 * x, degreesOfFreedom: 2)
  }
}
