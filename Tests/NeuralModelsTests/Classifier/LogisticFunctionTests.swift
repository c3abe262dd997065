import Foundation
@testable import NeuralModels
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

@Suite struct `The cross-entropy` {
  @Test(arguments: [-30, -2, -0.1, 0, 0.1, 2, 30] as [Float], [true, false])
  func `has its derivative as slope`(logit: Float, isOrdered: Bool) {
    let h: Float = 1 / 1024
    let difference =
      crossEntropy(logit + h, isOrdered: isOrdered) - crossEntropy(logit - h, isOrdered: isOrdered)
    // Third derivatives of ln(1 + e^z) are below 0.1; logit ± h is exact up to |z| = 2, and rounded by
    // 2⁻²⁰ of h beyond.
    let found = crossEntropySlope(logit, isOrdered: isOrdered)
    #expect(abs(found - difference / Double(2 * h)) < 2e-6)
  }
}
