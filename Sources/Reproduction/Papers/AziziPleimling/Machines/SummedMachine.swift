import Foundation
import NeuralModels
import SpinSystems

/// A machine of 4 visible and 3 hidden units whose joint distribution (Azizi and Pleimling 2021, Eqs. 6
/// and 7) is summed state by state, to hold its free energy against.
struct SummedMachine {
  private static let (n, m) = (4, 3)
  private let machine: RestrictedBoltzmannMachine

  init() {
    func value(_ index: Int) -> Float { Float((index * 37 + 11) % 19 - 9) / 8 }
    // Finite numbers of the right shapes.
    machine = try! RestrictedBoltzmannMachine(
      weights: (0..<Self.n * Self.m).map(value),
      visibleBias: (0..<Self.n).map { value($0 + 50) },
      hiddenBias: (0..<Self.m).map { value($0 + 70) })
  }

  /// -E(V, H) of Eq. 7; the states are the bits of the two numbers.
  private func exponent(_ visible: Int, _ hidden: Int) -> Double {
    var sum = 0.0
    for i in 0..<Self.n where visible >> i & 1 == 1 {
      sum += Double(machine.visibleBias[i])
      for j in 0..<Self.m where hidden >> j & 1 == 1 {
        sum += Double(machine.weights[i * Self.m + j])
      }
    }
    for j in 0..<Self.m where hidden >> j & 1 == 1 { sum += Double(machine.hiddenBias[j]) }
    return sum
  }

  /// The largest difference, over V, of -F(V) from ln Σ_H exp(-E(V, H)).
  var largestDeviation: Double {
    var samples = SampleSet(lattice: SquareLattice(size: 2))
    for visible in 0..<1 << Self.n { samples.append(packed: [UInt64(visible)]) }
    let freeEnergies = machine.freeEnergies(samples)
    return (0..<1 << Self.n).map { visible in
      let sum = (0..<1 << Self.m).reduce(0) { $0 + exp(exponent(visible, $1)) }
      return abs(log(sum) + freeEnergies[visible])
    }.max()!
  }
}
