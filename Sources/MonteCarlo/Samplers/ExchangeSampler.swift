import CSpinKernels
import Randomness
import SpinSystems

/// Exchange of two spins anywhere on the lattice, 512 replicas at once.
///
/// Every site in turn is paired with the site at a displacement that is drawn for every second site
/// of a row; opposite spins are exchanged by the rule of `DemonChain`. The pair never is a pair of
/// neighbours, so no bond is shared; L = 2 has too few other pairs to reach every configuration, and
/// neighbours are exchanged there. Moving a spin over any distance in one step, it relaxes domains
/// with τ ∝ L^2.1 sweeps where neighbours alone need L^3.8.
public struct ExchangeSampler: MarkovSampler {
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
    let exchangesNeighbours = ensemble.lattice.size == 2
    chain.withKernelArguments {
      if exchangesNeighbours {
        steelyard_kawasaki_sweeps($0, count)
      } else {
        steelyard_exchange_sweeps($0, count)
      }
    }
  }
}
