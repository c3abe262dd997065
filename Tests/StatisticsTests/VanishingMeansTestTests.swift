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
        columns(count: 1500, coefficient: coefficient, using: &generator), weights: [4, 1, 2],
        using: &generator
      ).pValue
    }
    if coefficient == 0 { #expect(kolmogorovSmirnovUniform(pValues) > 1e-3) }
    for level in [0.01, 0.05, 0.2] {
      // Binomial with 600 trials, four standard errors; an own τ from 1,500 correlated values scatters
      // by a tenth, which widens the tails by as much.
      let hits = Double(pValues.count { $0 <= level })
      let allowed = 600 * level * (coefficient == 0 ? 1 : 1.3)
      #expect(hits <= allowed + 4 * allowed.squareRoot())
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

  @Test func `has nothing to say on columns that are all zero`() {
    var generator = RandomStreams(seed: 83).stream("vanishing means")
    let test = VanishingMeansTest(
      [[0, 0, 0, 0], [0, 0, 0, 0]], weights: [1, 1], using: &generator)
    #expect(test.pValue == 1)
    #expect(test.zScores == [0, 0])
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

  private func exponential(_ x: Double) -> Double {
    chiSquareUpperTail(-2 * x, degreesOfFreedom: 2)
  }
}
