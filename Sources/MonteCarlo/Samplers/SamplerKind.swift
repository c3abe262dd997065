import Randomness
import SpinSystems

/// The samplers there are, by the names they have on the command line.
///
/// A new sampler is one file, one case here and one line in each `switch`; the tests of stationarity,
/// convergence and independence then cover it.
public enum SamplerKind: String, CaseIterable, Sendable {
  case exchange
  case kawasaki
  case cluster
  case metropolis
  case wolff

  /// What it is, in one line.
  public var summary: String {
    switch self {
    case .exchange: "exchange of distant spins, 512 replicas a word (fixed ΣS)"
    case .kawasaki: "exchange of nearest neighbours, 512 replicas a word (fixed ΣS)"
    case .cluster: "geometric clusters of Heringa and Blöte (fixed ΣS)"
    case .metropolis: "single spin flips, 512 replicas a word (free ΣS)"
    case .wolff: "clusters of Wolff (free ΣS)"
    }
  }

  /// Whether the sampler leaves `ensemble` invariant and reaches all of it.
  public func isApplicable(to ensemble: Ensemble) -> Bool {
    switch self {
    case .exchange, .kawasaki, .cluster: ensemble.totalSpin != nil
    case .metropolis, .wolff: ensemble.totalSpin == nil
    }
  }

  /// A sampler of this kind.
  ///
  /// - Parameters:
  ///   - start: the configurations it starts from.
  ///   - stream: the random numbers of the start and of the chain.
  /// - Throws: `MonteCarloError.notApplicable`.
  public func makeSampler(
    _ ensemble: Ensemble, start: Start, stream: Xoshiro256PlusPlus
  ) throws(MonteCarloError) -> any MarkovSampler {
    guard isApplicable(to: ensemble) else { throw .notApplicable(self, ensemble) }
    return switch self {
    case .exchange: ExchangeSampler(ensemble, start: start, stream: stream)
    case .kawasaki: KawasakiSampler(ensemble, start: start, stream: stream)
    case .cluster: GeometricCluster(ensemble, start: start, stream: stream)
    case .metropolis: MetropolisSampler(ensemble, start: start, stream: stream)
    case .wolff: WolffSampler(ensemble, start: start, stream: stream)
    }
  }
}
