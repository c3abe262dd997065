import Statistics
import Testing

@Suite struct TailsAndQuantilesTests {
  /// Values of `exact-notes`: chi-square tails computed to 30 digits and rounded.
  @Test(arguments: [
    (80, 1, 3.7440973842029e-19),
    (161.1336015828745, 4, 8.35211413383994e-34),
    (100, 3, 1.554e-21),
  ])
  func `Chi-square upper tails keep their relative precision far out`(
    chiSquare: Double, degreesOfFreedom: Double, expected: Double
  ) {
    let tail = chiSquareUpperTail(chiSquare, degreesOfFreedom: degreesOfFreedom)
    // The last value is given to four digits.
    #expect(abs(tail / expected - 1) < (expected == 1.554e-21 ? 5e-4 : 1e-10))
  }

  @Test func `An infinite statistic has no tail`() {
    #expect(chiSquareUpperTail(.infinity, degreesOfFreedom: 3) == 0)
  }

  @Test(arguments: [1e-12, 0.025, 0.5, 0.9])
  func `Quantiles invert the tails`(probability: Double) {
    // GSL's inverses are good to about 10⁻¹⁰ in probability.
    #expect(abs(normalUpperTail(-normalQuantile(probability)) / probability - 1) < 1e-9)
    let t = studentTQuantile(probability, degreesOfFreedom: 7)
    #expect(abs(studentTUpperTail(-t, degreesOfFreedom: 7) / probability - 1) < 1e-6)
    let chiSquare = chiSquareQuantile(probability, degreesOfFreedom: 5)
    let tail = chiSquareUpperTail(chiSquare, degreesOfFreedom: 5)
    #expect(abs(tail - (1 - probability)) < 1e-9)
  }

  @Test(arguments: [0.3, 1, 4, 30])
  func `F with one numerator degree of freedom is the square of Student's t`(f: Double) {
    let tail = fUpperTail(f, numeratorDegreesOfFreedom: 1, denominatorDegreesOfFreedom: 9)
    let student = 2 * studentTUpperTail(f.squareRoot(), degreesOfFreedom: 9)
    #expect(abs(tail / student - 1) < 1e-9)
  }
}
