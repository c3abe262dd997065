import SpinSystems
import Statistics
import Storage

/// What is printed of samples that were drawn.
public struct SampleDocument: Encodable, Sendable {
  /// The ensemble they are of; in the text, not in the JSON document.
  public let ensemble: Ensemble
  /// The path of the file of samples.
  public let file: String
  /// Number of configurations.
  public let count: Int
  /// The sampler that drew them.
  public let sampler: String
  /// The samples' mean of H/N.
  public let energyDensity: Double
  /// Its standard error, (Var H / n_eff)^½ / N; nil for one sample, which tells nothing of it.
  @OrNull public private(set) var standardError: Double?
  /// τ_int of H, in samples.
  public let integratedAutocorrelationTime: Double
  /// Seed of every random number used.
  public let seed: UInt64
  /// How fast they were drawn; nil where they were there already.
  @OrNull public private(set) var configurationsPerSecond: Double?
  /// What a user of the samples should be warned of.
  public let warnings: [String]

  /// What was measured of samples that are there already.
  public init(
    ensemble: Ensemble, file: String, count: Int, sampler: String, energyDensity: Double,
    standardError: Double?, integratedAutocorrelationTime: Double, seed: UInt64,
    configurationsPerSecond: Double?, warnings: [String]
  ) {
    self.ensemble = ensemble
    self.file = file
    self.count = count
    self.sampler = sampler
    self.energyDensity = energyDensity
    self.integratedAutocorrelationTime = integratedAutocorrelationTime
    self.seed = seed
    self.warnings = warnings
    self.standardError = standardError
    self.configurationsPerSecond = configurationsPerSecond
  }

  private enum CodingKeys: CodingKey {
    case file, count, sampler, energyDensity, standardError, integratedAutocorrelationTime, seed
    case configurationsPerSecond, warnings
  }

  /// The same for people.
  public var text: String {
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
