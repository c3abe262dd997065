import CSpinKernels
import SpinSystems

/// Flips of single spins at free magnetization, 512 replicas at once (Metropolis et al. 1953).
///
/// The sites of a row are tried in two passes, every second one, by the rule of `DemonChain`, which
/// stands in for the random numbers of Metropolis.
public struct MetropolisSampler: MarkovSampler {
  public let ensemble: Ensemble
  public var replicaCount: Int { DemonChain.replicaCount }
  private var chain: DemonChain

  /// - Parameter attemptsPerRefresh: attempts between two refreshes of a demon; by default 8 on small
  ///   lattices and 16 from L = 24 on, where demons are slow to carry energy over a domain anyway.
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
    var stream = stream
    let samples = start.configurations(
      of: ensemble, count: DemonChain.replicaCount, using: &stream)
    chain = DemonChain(
      samples, inverseTemperature: PlantedFault.inverseTemperature(of: ensemble, fault),
      attemptsPerRefresh: attemptsPerRefresh ?? (ensemble.lattice.size < 24 ? 8 : 16),
      sharesDemons: fault == .sharedAcceptance, using: &stream)
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
