import Reporting
import SpinSystems
import Statistics

/// What `steelyard sample` prints.
struct SampleDocument: Encodable {
  let file: String
  let count: Int
  let sampler: String
  /// The samples' mean of H/N.
  let energyDensity: Double
  /// Its standard error, (Var H / n_eff)^½ / N; nil for one sample, which tells nothing of it.
  @OrNull var standardError: Double?
  /// τ_int of H, in samples.
  let integratedAutocorrelationTime: Double
  let seed: UInt64
  /// How fast they were drawn; nil where they were there already.
  @OrNull var configurationsPerSecond: Double?
  /// What a user of the samples should be warned of.
  let warnings: [String]

  init(
    _ samples: SampleSet, file: String, sampler: String, seed: UInt64,
    configurationsPerSecond: Double?, warnings: [String]
  ) {
    self.file = file
    self.sampler = sampler
    self.seed = seed
    self.warnings = warnings
    count = samples.count
    let siteCount = Double(samples.lattice.siteCount)
    let energies = Observables(samples, largestDistance: 1).energies
    let autocorrelation = Statistics.integratedAutocorrelationTime(energies)
    let energy = Moments(of: energies)
    integratedAutocorrelationTime = autocorrelation.integratedTime
    energyDensity = energy.mean / siteCount
    self.configurationsPerSecond = configurationsPerSecond
    standardError =
      count > 1
      ? (energy.variance / autocorrelation.effectiveSampleCount).squareRoot() / siteCount : nil
  }

  /// The same for people.
  func text(of ensemble: Ensemble) -> String {
    let rate = configurationsPerSecond.map { "\(Int($0)) configurations a second" }
    let error = standardError.map { " ± \(decimal($0, 6))" } ?? ""
    return """
      \(count) \(sampler) samples, \(ensemble), seed \(seed)

      energy density ε     \(decimal(energyDensity, 6))\(error) J per site
      τ_int of H           \(decimal(integratedAutocorrelationTime, 3)) samples
      rate                 \(rate ?? "there already")
      file                 \(shellQuoted(file))

      """ + warnings.map { "warning: \($0)\n" }.joined()
  }
}
