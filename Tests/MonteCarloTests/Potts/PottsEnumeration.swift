import Foundation
import MonteCarlo
import Randomness
import SpinSystems

/// All q^N states of a small Potts lattice, with their probabilities.
///
/// Bonds are counted from coordinates here, without the code of the module.
struct PottsEnumeration {
  let ensemble: PottsEnsemble
  /// The colours of each state, [q^N][N].
  let states: [[UInt8]]
  let energies: [Int]
  /// The Boltzmann probability of each state.
  let probabilities: [Double]

  init(_ ensemble: PottsEnsemble) {
    let size = ensemble.lattice.size
    let siteCount = ensemble.lattice.siteCount
    let colourCount = ensemble.colourCount
    let stateCount = (0..<siteCount).reduce(1) { count, _ in count * colourCount }
    let states = (0..<stateCount).map { number in
      var rest = number
      return (0..<siteCount).map { _ in
        defer { rest /= colourCount }
        return UInt8(rest % colourCount)
      }
    }
    let energies = states.map { state in
      var energy = 0
      for y in 0..<size {
        for x in 0..<size {
          if state[y * size + x] == state[y * size + (x + 1) % size] { energy -= 1 }
          if state[y * size + x] == state[(y + 1) % size * size + x] { energy -= 1 }
        }
      }
      return energy
    }
    let weights = energies.map { exp(-Double($0) / ensemble.temperature) }
    let total = weights.reduce(0, +)
    self.ensemble = ensemble
    self.states = states
    self.energies = energies
    probabilities = weights.map { $0 / total }
  }

  /// The expectation of a function of the state.
  func mean(_ value: (Int) -> Double) -> Double {
    states.indices.reduce(0) { $0 + probabilities[$1] * value($1) }
  }

  /// Independent states of the ensemble.
  func draw(_ count: Int, using generator: inout some RandomNumberGenerator) -> [[UInt8]] {
    var cumulative: [Double] = []
    var sum = 0.0
    for probability in probabilities {
      sum += probability
      cumulative.append(sum)
    }
    return (0..<count).map { _ in
      let u = generator.nextUnitInterval() * sum
      var (low, high) = (0, cumulative.count - 1)
      while low < high {
        let middle = (low + high) / 2
        if cumulative[middle] > u { high = middle } else { low = middle + 1 }
      }
      return states[low]
    }
  }
}
