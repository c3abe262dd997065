import Foundation
import Randomness
@testable import Reproduction
import SpinSystems
import Testing
import Statistics

@Suite struct `Means over lanes` {
  @Test func `Copies in a lane do not make an error smaller`() {
    // Four lanes of 1, 2, 3, 4, each said five times: s²/4 with s² = 5/3.
    let values = [1.0, 2, 3, 4].flatMap { [Double](repeating: $0, count: 5) }
    let lanes = Lanes((0..<20).map { $0 / 5 })
    let estimate = lanes.mean(values)
    #expect(estimate.value == 2.5)
    #expect(abs(estimate.standardError - (5.0 / 12).squareRoot()) < 1e-14)
  }

  @Test func `With a value a lane the error is that of a mean`() {
    let values = [2.0, -1, 4, 0, 5]
    let estimate = Lanes([0, 3, 4, 7, 9]).mean(values)
    // Σ (x - 2)² = 26 over 5 · 4.
    #expect(estimate.value == 2)
    #expect(abs(estimate.standardError - (26.0 / 20).squareRoot()) < 1e-14)
  }

  /// 400 experiments of 1024 lanes: z scores have variance 1, up to a skewness that matters with fewer lanes,
  /// known to (2/400)^½ = 7 %.
  @Test func `Errors of a ratio of moments cover`() {
    var generator = RandomStreams(seed: 11).stream("lanes tests")
    let lanes = Lanes((0..<4096).map { $0 / 4 })
    // x = a + b, a and b exponential with mean ½, a shared by the four values of a lane: ⟨x⟩ = 1 and
    // ⟨x²⟩ = 1.5.
    var squares = 0.0
    let experiments = 400
    for _ in 0..<experiments {
      var shared = 0.0
      let values = (0..<4096).map { index -> Double in
        if index.isMultiple(of: 4) { shared = Self.exponential(&generator) }
        return 0.5 * shared + 0.5 * Self.exponential(&generator)
      }
      let estimate = lanes.momentRatio(values)
      let z = (estimate.value - 1.5) / estimate.standardError
      squares += z * z
    }
    #expect(abs(squares / Double(experiments) - 1) < 5 * 0.07)
  }

  private static func exponential(_ generator: inout Xoshiro256PlusPlus) -> Double {
    -log1p(-generator.nextUnitInterval())
  }
}
