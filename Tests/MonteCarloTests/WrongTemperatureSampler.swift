import MonteCarlo
import SpinSystems

/// A sampler of one temperature that claims to be of another.
struct WrongTemperatureSampler: MarkovSampler {
  let ensemble: Ensemble
  private var sampler: any MarkovSampler

  /// - Parameters:
  ///   - ensemble: what it claims to sample.
  ///   - sampler: what moves the configurations; on the same lattice, with the same ΣS.
  init(claiming ensemble: Ensemble, _ sampler: any MarkovSampler) {
    self.ensemble = ensemble
    self.sampler = sampler
  }

  var replicaCount: Int { sampler.replicaCount }
  var configurations: SampleSet { sampler.configurations }
  mutating func setConfigurations(_ samples: SampleSet) { sampler.setConfigurations(samples) }
  mutating func sweep(_ count: Int) { sampler.sweep(count) }
}
