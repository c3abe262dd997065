import SpinSystems

/// How a chain was brought to equilibrium and how far apart its configurations are: the provenance of
/// Monte Carlo samples.
public struct Equilibration: Hashable, Sendable, Codable {
  /// The name of the sampler.
  public let sampler: String
  /// Where chains start: "stripe" or "random".
  public let start: String
  /// Number of chains side by side in a block of configurations.
  public let replicaCount: Int
  /// Measured autocorrelation times in sweeps.
  public let times: RelaxationTimes
  /// The rule that made burn-in and spacing of them.
  public let rule: EquilibrationRule
  /// Sweeps from the start to the first configuration of a replica.
  public let burnIn: Int
  /// Sweeps from one configuration of a replica to its next.
  public let spacing: Int
  /// Sweeps of the pilot run that measured the times.
  public let pilotLength: Int
  /// Whether the pilot run became long enough for its own times. If not, the times are lower limits.
  public let isRuleMet: Bool
  /// Whether another sampler from another start agrees; nil where that was not asked.
  public let agreement: StartAgreement?

  /// What a user of the samples should be warned of; empty where all is well.
  public var warnings: [String] {
    var warnings: [String] = []
    if !isRuleMet {
      warnings.append(
        "After \(pilotLength) sweeps the autocorrelation time is still not known: it is at least "
          + "\(Int(times.slowest)) sweeps, and the samples may be far from equilibrium.")
    }
    if let agreement, !agreement.agrees { warnings.append(agreement.warning) }
    return warnings
  }
}
