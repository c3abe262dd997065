import Foundation
import Statistics
import Testing

@Suite struct `The logistic function` {
  /// One in which the C library computes in double precision as well; both are within a few 2⁻⁵³.
  @Test func `agrees with the C library's exponential`() {
    for step in -20_000...20_000 {
      let x = Double(step) / 1000 * 1.0000001
      let expected = 1 / (1 + exp(-x))
      #expect(abs(logistic(x) - expected) <= 8e-16 * expected + 1e-300)
    }
  }

  @Test(arguments: [(0.0, 0.5), (1e6, 1), (.infinity, 1), (-800, 0), (-.infinity, 0)])
  func `has its limits`(x: Double, expected: Double) {
    #expect(abs(logistic(x) - expected) < 1e-300)
  }

  @Test func `is no number where there is none`() {
    #expect(logistic(.nan).isNaN)
  }
}
