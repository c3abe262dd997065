import Foundation
@testable import MonteCarlo
import Randomness
import SpinSystems

/// Exchange of nearest neighbours with the mistake that is easiest to make: the bond between the two
/// exchanged spins enters ΔE, though exchanging them does not change it.
struct SharedBondKawasaki: MarkovSampler {
  let ensemble: Ensemble
  let replicaCount = 1
  private var state: ScalarSpins
  private var stream: Xoshiro256PlusPlus

  init(_ ensemble: Ensemble, stream: Xoshiro256PlusPlus) {
    self.ensemble = ensemble
    self.stream = stream
    state = ScalarSpins(
      Start.stripe.configurations(of: ensemble, count: 1, using: &self.stream))
  }

  var configurations: SampleSet { state.samples }

  mutating func setConfigurations(_ samples: SampleSet) { state.set(samples) }

  mutating func sweep(_ count: Int) {
    for _ in 0..<count * ensemble.lattice.siteCount {
      let bond = stream.nextIndex(below: 2 * ensemble.lattice.siteCount)
      let first = bond >> 1
      let second = Int(state.neighbours[4 * first + 2 * (bond & 1)])
      let spin = state.spins[first]
      guard state.spins[second] != spin else { continue }
      let difference = field(at: first) - field(at: second)
      if stream.nextUnitInterval()
        < exp(-ensemble.inverseTemperature * Double(2 * Int(spin) * difference))
      {
        state.spins.swapAt(first, second)
      }
    }
  }

  /// The sum over all four neighbours, where the other site of the pair should be left out.
  private func field(at site: Int) -> Int {
    state.neighbours[4 * site..<4 * site + 4].reduce(0) { $0 + Int(state.spins[Int($1)]) }
  }
}
