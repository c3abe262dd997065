import CSpinKernels
import Randomness
import SpinSystems

/// Exchange of nearest neighbours, 512 replicas at once (Kawasaki 1966).
///
/// Every second bond between two adjacent rows, or two adjacent columns, is tried in succession, rows
/// or columns by the toss of a coin; opposite spins are exchanged by the rule of `DemonChain`. The
/// bond between the two does not count. For the dynamics of Azizi and Pleimling (2021); `exchange`
/// is faster by orders of magnitude for equilibrium.
public struct KawasakiSampler: MarkovSampler {
  public let ensemble: Ensemble
  public var replicaCount: Int { DemonChain.replicaCount }
  private var chain: DemonChain

  /// - Parameter attemptsPerRefresh: attempts between two refreshes of a demon; see
  ///   `DemonChain.defaultAttemptsPerRefresh(size:)` for the default.
  /// - Precondition: the ensemble fixes ΣS.
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
    precondition(ensemble.totalSpin != nil, "exchanging spins does not change ΣS")
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
    chain.withKernelArguments { steelyard_kawasaki_sweeps($0, count) }
  }
}
