import Foundation
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
  let standardError: Double?
  /// τ_int of H, in samples.
  let integratedAutocorrelationTime: Double
  let seed: UInt64
  /// How fast they were drawn; nil where they were there already.
  let configurationsPerSecond: Double?
  /// What a user of the samples should be warned of.
  let warnings: [String]

  init(
    _ samples: SampleSet, file: String, sampler: String, seed: UInt64,
    configurationsPerSecond: Double?, warnings: [String]
  ) {
    self.file = file
    self.sampler = sampler
    self.seed = seed
    self.configurationsPerSecond = configurationsPerSecond
    self.warnings = warnings
    count = samples.count
    let siteCount = Double(samples.lattice.siteCount)
    let energies = Observables(samples, largestDistance: 1).energies
    let autocorrelation = Statistics.integratedAutocorrelationTime(energies)
    let energy = Moments(of: energies)
    integratedAutocorrelationTime = autocorrelation.integratedTime
    energyDensity = energy.mean / siteCount
    standardError =
      count > 1
      ? (energy.variance / autocorrelation.effectiveSampleCount).squareRoot() / siteCount : nil
  }

  private enum CodingKeys: CodingKey {
    case file, count, sampler, energyDensity, standardError, integratedAutocorrelationTime, seed
    case configurationsPerSecond, warnings
  }

  /// Encodes an unknown standard error as null rather than leaving the key out.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(file, forKey: .file)
    try container.encode(count, forKey: .count)
    try container.encode(sampler, forKey: .sampler)
    try container.encode(energyDensity, forKey: .energyDensity)
    try container.encode(standardError, forKey: .standardError)
    try container.encode(integratedAutocorrelationTime, forKey: .integratedAutocorrelationTime)
    try container.encode(seed, forKey: .seed)
    try container.encode(configurationsPerSecond, forKey: .configurationsPerSecond)
    try container.encode(warnings, forKey: .warnings)
  }

  /// The same for people.
  func text(of ensemble: Ensemble) -> String {
    let rate = configurationsPerSecond.map { "\(Int($0)) configurations a second" }
    let error = standardError.map { String(format: " ± %.6f", $0) } ?? ""
    return """
      \(count) \(sampler) samples, \(ensemble), seed \(seed)

      energy density ε     \(String(format: "%.6f", energyDensity))\(error) J per site
      τ_int of H           \(String(format: "%.3f", integratedAutocorrelationTime)) samples
      rate                 \(rate ?? "there already")
      file                 \(shellQuoted(file))

      """ + warnings.map { "warning: \($0)\n" }.joined()
  }
}
