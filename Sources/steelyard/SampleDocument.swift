import Foundation
import SpinSystems
import Statistics

/// What `steelyard sample` prints.
struct SampleDocument: Encodable {
  let file: String
  let count: Int
  let sampler: SampleCommand.Sampler
  /// The samples' mean of H/N.
  let energyDensity: Double
  /// Its standard error, (Var H / n_eff)^½ / N; nil for one sample, which tells nothing of it.
  let standardError: Double?
  /// τ_int of H, in samples.
  let integratedAutocorrelationTime: Double
  let seed: UInt64
  let configurationsPerSecond: Double

  init(
    _ drawn: PerfectDrawing.Result, file: String, sampler: SampleCommand.Sampler, seed: UInt64
  ) {
    self.file = file
    self.sampler = sampler
    self.seed = seed
    count = drawn.samples.count
    configurationsPerSecond = drawn.configurationsPerSecond
    let siteCount = Double(drawn.samples.lattice.siteCount)
    let autocorrelation = Statistics.integratedAutocorrelationTime(drawn.energies)
    let energy = Moments(of: drawn.energies)
    integratedAutocorrelationTime = autocorrelation.integratedTime
    energyDensity = energy.mean / siteCount
    standardError =
      count > 1
      ? (energy.variance / autocorrelation.effectiveSampleCount).squareRoot() / siteCount : nil
  }

  private enum CodingKeys: CodingKey {
    case file, count, sampler, energyDensity, standardError, integratedAutocorrelationTime, seed
    case configurationsPerSecond
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
  }

  /// The same for people.
  func text(of ensemble: Ensemble) -> String {
    let error = standardError.map { String(format: " ± %.6f", $0) } ?? ""
    return """
      \(count) \(sampler.rawValue) samples, \(ensemble), seed \(seed)

      energy density ε     \(String(format: "%.6f", energyDensity))\(error) J per site
      τ_int of H           \(String(format: "%.3f", integratedAutocorrelationTime)) samples
      rate                 \(Int(configurationsPerSecond)) configurations a second
      file                 \(shellQuoted(file))

      """
  }
}
