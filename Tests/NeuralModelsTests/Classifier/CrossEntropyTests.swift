@testable import NeuralModels
import Testing

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
