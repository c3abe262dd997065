import SpinSystems

/// Why there is no exact answer.
public enum ExactError: Error, Equatable, CustomStringConvertible {
  /// The spectrum g(E, M) of this size is not to be had.
  case noSpectrum(size: Int)
  /// The size is too large to draw perfect samples.
  case noPerfectSamples(size: Int)

  public var description: String {
    switch self {
    case .noSpectrum(let size):
      let sizes = ExactSpectrum.sizes
      return "no exact g(E, M) for L = \(size); it is known for L = \(sizes.lowerBound) to "
        + "\(sizes.upperBound). For larger lattices use a Monte Carlo reference"
    case .noPerfectSamples(let size):
      let sizes = PerfectSampler.sizes
      return "no perfect samples for L = \(size); they can be drawn for L = \(sizes.lowerBound) to "
        + "\(sizes.upperBound). For larger lattices use a Markov chain"
    }
  }
}
