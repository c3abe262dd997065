import ExactIsing
import MonteCarlo
import Randomness
import SpinSystems
import Statistics

/// Whether the replicas of a sampler are independent of each other.
///
/// B times, all R replicas start from perfect samples and move. If they are independent, the mean
/// energy of the replicas has variance Var E/R over the B rounds, with Var E from the exact spectrum.
/// The mean is normal up to a skewness over √R; so (B - 1) times the sample variance over Var E/R is
/// chi-square distributed with B - 1 degrees of freedom.
struct ReplicaIndependence {
  /// The variance of the mean over what it should be.
  let varianceRatio: Double
  /// The two-sided p-value of that ratio.
  let pValue: Double

  init(of sampler: any MarkovSampler, from perfect: PerfectSampler, rounds: Int, sweeps: Int) throws
  {
    var sampler = sampler
    let solution = try ExactSolution(sampler.ensemble)
    let replicas = Double(sampler.replicaCount)
    var generator = RandomStreams(seed: 2).stream("replicas", for: sampler.ensemble)
    let means = (0..<rounds).map { _ in
      sampler.setConfigurations(perfect.sample(count: sampler.replicaCount, using: &generator))
      sampler.sweep(sweeps)
      let energies = Observables(sampler.configurations).energies
      return energies.reduce(0.0) { $0 + Double($1) } / replicas
    }
    let mean = means.reduce(0, +) / Double(rounds)
    let squares = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let chiSquare = squares / (solution.energyVariance / replicas)
    varianceRatio = chiSquare / Double(rounds - 1)
    let upper = chiSquareUpperTail(chiSquare, degreesOfFreedom: Double(rounds - 1))
    pValue = 2 * min(upper, 1 - upper)
  }
}
