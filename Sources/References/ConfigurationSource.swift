import ExactIsing
import Randomness
import SpinSystems
import Statistics
import Synchronization

/// Where configurations of a reference's law come from, for what is known by no formula.
enum ConfigurationSource: Sendable {
  /// Perfect samples of the model.
  case perfect(SharedSampler)
  /// The reference's own samples.
  case samples(SampleSet, order: SampleOrder)
}

extension Reference {
  /// Configurations of the reference's law and what their order says of their correlation: perfect samples
  /// where it is exact, else its own samples; nil where it has none.
  ///
  /// - Parameters:
  ///   - count: how many perfect samples, or the most of its own, evenly spaced.
  ///   - generator: of perfect samples.
  public func configurations(
    atMost count: Int, using generator: inout some RandomNumberGenerator
  ) throws -> (samples: SampleSet, order: SampleOrder)? {
    switch source {
    case .perfect(let shared):
      guard PerfectSampler.sizes.contains(ensemble.lattice.size) else { return nil }
      return (try shared.sampler().sample(count: count, using: &generator), .independent)
    case .samples(let samples, let order):
      return (samples.evenlySpaced(atMost: count), order)
    }
  }
}

/// A perfect sampler that is prepared once, when it is first needed.
final class SharedSampler: Sendable {
  private let ensemble: Ensemble
  private let prepared = Mutex<PerfectSampler?>(nil)

  init(_ ensemble: Ensemble) { self.ensemble = ensemble }

  func sampler() throws(ExactError) -> PerfectSampler {
    try prepared.withLock { known throws(ExactError) in
      if let known { return known }
      let made = try PerfectSampler(ensemble)
      known = made
      return made
    }
  }
}
