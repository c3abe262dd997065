import Foundation
import Randomness
@testable import Reproduction
import SpinSystems
import Testing

@Suite struct `Leading component` {
  /// Configurations ± one pattern, a tenth of the spins wrong: the pattern is the component, with
  /// (w·S)²/N = N (1 - 2 · 0.1)² / N + …, of which noise takes and gives O(1).
  @Test func `Is the pattern that configurations have in common`() {
    let lattice = SquareLattice(size: 8)
    var generator = RandomStreams(seed: 13).stream("component tests")
    let pattern = (0..<64).map { ($0 * 7 + $0 / 8) % 3 == 0 ? 1 : -1 }
    var samples = SampleSet(lattice: lattice)
    for _ in 0..<400 {
      let sign = generator.next() & 1 == 0 ? 1 : -1
      samples.append(
        spins: pattern.map { generator.nextUnitInterval() < 0.1 ? -sign * $0 : sign * $0 })
    }
    let component = LeadingComponent(samples, using: &generator)
    let length = component.direction.reduce(0) { $0 + $1 * $1 }
    #expect(abs(length - 1) < 1e-5)
    let overlap = zip(component.direction, pattern).reduce(0.0) {
      $0 + Double($1.0) * Double($1.1) / 8
    }
    // Sample noise mixes in others with weight (N/400)^½/(0.64 · 64 - 0.36)/8 each.
    #expect(abs(overlap) > 0.99)
    // ⟨(w·S)²⟩ = N · 0.64 + 0.36.
    #expect(abs(component.variance - (64 * 0.64 + 0.36)) < 2)
    let amplitudes = component.amplitudes(samples)
    let mean = amplitudes.reduce(0, +) / 400
    // |w·S|/L is 0.8 but for the noise of 64 spins, 0.6/8 each, in 400 configurations.
    #expect(abs(mean - 0.8) < 5 * 0.075 / 20)
  }
}
