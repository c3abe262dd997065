import MonteCarlo
import Randomness
import SpinSystems

/// A Markov chain of this package as an update rule: so many sweeps are one application.
public struct SamplerRule: UpdateRule {
  /// What the chain is.
  public let method: MarkovMethod
  /// The ensemble that it is meant to keep.
  public let ensemble: Ensemble
  /// Sweeps in one application.
  public let sweeps: Int

  public var name: String {
    "\(method.identifier), \(sweeps == 1 ? "a sweep" : "\(sweeps) sweeps")"
  }

  /// The rule of so many sweeps of a chain.
  public init(_ method: MarkovMethod, of ensemble: Ensemble, sweeps: Int = 1) {
    self.method = method
    self.ensemble = ensemble
    self.sweeps = sweeps
  }

  public func applied(to samples: SampleSet, seed: UInt64) throws -> SampleSet {
    let stream = RandomStreams(seed: seed).stream("update rule", for: ensemble)
    var sampler = try method.makeSampler(ensemble, start: .random, stream: stream)
    return sampler.moved(samples, sweeps: sweeps)
  }
}
