import ExactIsing
import MonteCarlo
import Randomness
import SpinSystems

/// Replicas that in each sweep, with a given probability, become fresh perfect samples.
///
/// Every observable has ρ(t) = (1 - p)^t, so τ_int = 1/p - ½, and the chain is in equilibrium from the
/// first sweep on: what the measurement of equilibration must find is known.
struct RedrawingSampler: MarkovSampler {
  let ensemble: Ensemble
  let probability: Double
  private(set) var configurations: SampleSet
  private let sampler: PerfectSampler
  private var generator: Xoshiro256PlusPlus

  init(
    _ ensemble: Ensemble, probability: Double, replicaCount: Int, stream: Xoshiro256PlusPlus
  ) throws {
    self.ensemble = ensemble
    self.probability = probability
    generator = stream
    sampler = try PerfectSampler(ensemble)
    configurations = sampler.sample(count: replicaCount, using: &generator)
  }

  var replicaCount: Int { configurations.count }

  /// The autocorrelation time of every observable.
  var integratedTime: Double { 1 / probability - 0.5 }

  mutating func sweep(_ count: Int) {
    var survival = 1.0
    for _ in 0..<count { survival *= 1 - probability }
    let changes = (0..<replicaCount).map { _ in generator.nextUnitInterval() >= survival }
    let fresh = sampler.sample(count: changes.count { $0 }, using: &generator)
    var next = SampleSet(lattice: ensemble.lattice, capacity: replicaCount)
    var used = 0
    for index in 0..<replicaCount {
      next.append(packed: changes[index] ? fresh.packed(used) : configurations.packed(index))
      used += changes[index] ? 1 : 0
    }
    configurations = next
  }

  mutating func setConfigurations(_ samples: SampleSet) { configurations = samples }
}
