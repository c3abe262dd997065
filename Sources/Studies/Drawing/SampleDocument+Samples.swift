import Reporting
import SpinSystems
import Statistics

extension SampleDocument {
  /// The document of `samples` in `file`, with what their energies say.
  init(
    _ samples: SampleSet, of ensemble: Ensemble, file: String, sampler: String, seed: UInt64,
    configurationsPerSecond: Double?, warnings: [String]
  ) {
    let siteCount = Double(samples.lattice.siteCount)
    let energies = Observables(samples, largestDistance: 1).energies
    let autocorrelation = Statistics.integratedAutocorrelationTime(energies)
    let energy = Moments(of: energies)
    let error = (energy.variance / autocorrelation.effectiveSampleCount).squareRoot() / siteCount
    self.init(
      ensemble: ensemble, file: file, count: samples.count, sampler: sampler,
      energyDensity: energy.mean / siteCount, standardError: samples.count > 1 ? error : nil,
      integratedAutocorrelationTime: autocorrelation.integratedTime, seed: seed,
      configurationsPerSecond: configurationsPerSecond, warnings: warnings)
  }
}
