import Foundation
import SpinSystems
import Testing

@testable import NeuralModels

@Suite struct `Units of a machine` {
  @Test func `of -1 and +1 give the weights that a sum over hidden spins gives`() throws {
    let (n, m) = (4, 3)
    let weights = (0..<n * m).map { Float(sin(Double($0) * 1.7)) }
    let (b, c) = ([0.3, -0.7, 0.1, 0.5] as [Float], [-0.2, 0.4, 0.9] as [Float])
    let machine = try RestrictedBoltzmannMachine(weights: weights, visibleBias: b, hiddenBias: c)
    let read = try machine.read(as: .spins)
    var samples = SampleSet(lattice: SquareLattice(size: 2))
    for state in 0..<16 { samples.append(spins: (0..<4).map { state >> $0 & 1 == 1 ? 1 : -1 }) }
    // ln Σ_t exp(b·s + c·t + s·W·t) = b·s + Σ_j ln 2 cosh(c_j + Σ_i s_i W_ij), but for a constant.
    let expected = (0..<16).map { index in
      let s = samples.spins(of: index).map(Double.init)
      return (0..<m).reduce(zip(s, b).reduce(0) { $0 + $1.0 * Double($1.1) }) { sum, j in
        let input = (0..<n).reduce(Double(c[j])) { $0 + s[$1] * Double(weights[$1 * m + j]) }
        return sum + log(2 * cosh(input))
      }
    }
    let found = read.freeEnergies(samples).map { -$0 }
    for index in 1..<16 {
      #expect(abs(found[index] - found[0] - (expected[index] - expected[0])) < 1e-5)
    }
    #expect(try machine.read(as: .binary) == machine)
  }
}
