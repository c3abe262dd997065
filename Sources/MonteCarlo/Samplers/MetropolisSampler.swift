import CSpinKernels
import Randomness
import SpinSystems

/// Flips of single spins at free magnetization, 512 replicas at once (Metropolis et al. 1953).
///
/// Every second site of a row or column drawn at random is tried, by the rule of `DemonChain`, which
/// stands in for the random numbers of Metropolis. A sweep is N attempts, on average where L is odd.
/// Lines in a fixed order would leave small lattices with orbits that never end.
public struct MetropolisSampler: MarkovSampler {
  public let ensemble: Ensemble
  public var replicaCount: Int { DemonChain.replicaCount }
  private var chain: DemonChain

  /// - Parameter attemptsPerRefresh: attempts between two refreshes of a demon; see
  ///   `DemonChain.defaultAttemptsPerRefresh(size:)` for the default.
  /// - Precondition: the ensemble leaves ΣS free.
  public init(
    _ ensemble: Ensemble, start: Start, stream: Xoshiro256PlusPlus, attemptsPerRefresh: Int? = nil
  ) {
    self.init(
      ensemble, start: start, stream: stream, attemptsPerRefresh: attemptsPerRefresh, fault: nil)
  }

  init(
    _ ensemble: Ensemble, start: Start, stream: Xoshiro256PlusPlus, attemptsPerRefresh: Int? = nil,
    fault: PlantedFault?
  ) {
    precondition(ensemble.totalSpin == nil, "flipping a spin changes ΣS")
    self.ensemble = ensemble
    chain = DemonChain(
      of: ensemble, start: start, stream: stream, attemptsPerRefresh: attemptsPerRefresh,
      fault: fault)
  }

  public var configurations: SampleSet { chain.configurations }

  public mutating func setConfigurations(_ samples: SampleSet) {
    requireConfigurations(samples)
    chain.setConfigurations(samples)
  }

  public mutating func sweep(_ count: Int) {
    precondition(count >= 0)
    chain.withKernelArguments { steelyard_metropolis_sweeps($0, count) }
  }
}
