import SpinSystems
import Storage

/// Why there is no such Markov chain.
public enum MonteCarloError: InputError, Equatable {
  /// The sampler does not leave the ensemble invariant, or cannot reach all of it.
  case notApplicable(SamplerKind, Ensemble)

  public var description: String {
    switch self {
    case .notApplicable(let kind, let ensemble):
      let applicable = SamplerKind.allCases.filter { $0.isApplicable(to: ensemble) }
      return "the sampler \(kind.rawValue) does not serve the ensemble \(ensemble); "
        + "wanted one of \(applicable.map(\.rawValue).joined(separator: ", "))"
    }
  }
}
