import SpinSystems
import Storage

/// Why there is no exact answer.
public enum ExactError: InputError, Equatable {
  /// The spectrum g(E, M) of this size is not to be had.
  case noSpectrum(size: Int)
  /// The size is too large to draw perfect samples.
  case noPerfectSamples(size: Int)
  /// An answer that is known for free ΣS only was asked for where ΣS is fixed.
  case notCanonical(Ensemble)
  /// g(E) of this size is not to be had.
  case noEnergySpectrum(size: Int)
  /// What is computed for this size does not fit into the memory.
  case noMemory(size: Int, byteCount: Int)
  /// A file is not what it should be, or its contents break a law.
  case damagedFile(file: String, reason: String)
  /// A checkpoint belongs to another computation.
  case notThisComputation(file: String, size: Int)
  case unreadableFile(file: String, reason: String)
  case unwritableFile(file: String, reason: String)

  public var description: String {
    switch self {
    case .noSpectrum(let size):
      let sizes = ExactSpectrum.sizes
      return "no exact g(E, M) for L = \(size); it is known for L = \(sizes.lowerBound) to "
        + "\(sizes.upperBound). With ΣS free, g(E) is known for L up to "
        + "\(EnergySpectrum.sizes.upperBound)"
    case .noPerfectSamples(let size):
      let sizes = PerfectSampler.sizes
      return "no perfect samples for L = \(size); they can be drawn for L = \(sizes.lowerBound) to "
        + "\(sizes.upperBound). For larger lattices use a Markov chain"
    case .notCanonical(let ensemble):
      return "no closed form for \(ensemble); there is one where ΣS is free"
    case .noEnergySpectrum(let size):
      let sizes = EnergySpectrum.sizes
      return "no exact g(E) for L = \(size); it is known for L = \(sizes.lowerBound) to "
        + "\(sizes.upperBound). For larger lattices there are Kaufman's energy and specific heat"
    case .noMemory(let size, let byteCount):
      return
        "the tables of L = \(size) take \(byteCount >> 20) MiB, more than the memory that this process "
        + "may have"
    case .damagedFile(let file, let reason):
      return "\(file) is damaged: \(reason)"
    case .notThisComputation(let file, let size):
      return
        "\(file) is not a checkpoint of the spectrum of L = \(size); move it away to start anew"
    case .unreadableFile(let file, let reason):
      return "cannot read \(file): \(reason)"
    case .unwritableFile(let file, let reason):
      return "cannot write \(file): \(reason)"
    }
  }
}
