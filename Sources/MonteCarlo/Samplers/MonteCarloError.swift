import SpinSystems
import Storage

/// Why there is no such Markov chain.
public enum MonteCarloError: InputError, Equatable {
  /// The sampler does not leave the ensemble invariant, or cannot reach all of it.
  case notApplicable(sampler: String, Ensemble)

  public var description: String {
    switch self {
    case .notApplicable(let sampler, let ensemble):
      let applicable = allSamplers.filter { $0.isApplicable(to: ensemble) }
      return "the sampler \(sampler) does not serve the ensemble \(ensemble); "
        + "wanted one of \(applicable.map(\.identifier).joined(separator: ", "))"
    }
  }
}
