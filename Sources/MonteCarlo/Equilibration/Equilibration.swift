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

extension SamplerKind {
  /// The sampler to take where none is asked for.
  ///
  /// At fixed ΣS that is nonlocal exchange. Where ΣS is free, clusters do not slow down near T_c and
  /// below, while above T = 2.6 = 1.15 T_c, where the correlation length is a few sites, single flips of
  /// many replicas at once are faster.
  public static func standard(for ensemble: Ensemble) -> SamplerKind {
    if ensemble.totalSpin != nil { return .exchange }
    return ensemble.temperature < 2.6 ? .wolff : .metropolis
  }

  /// Where chains of this sampler should start.
  ///
  /// Below T = 2 local dynamics from a random start is caught in stripes that wind around the torus, so
  /// it starts from the stripe. Cluster moves are not caught.
  public func standardStart(for ensemble: Ensemble) -> Start {
    isLocal && ensemble.temperature < Self.trappingTemperature ? .stripe : .random
  }

  /// The cluster sampler whose chains must agree with this sampler's; nil where no trapping is known.
  func crossCheck(for ensemble: Ensemble) -> SamplerKind? {
    guard isLocal, ensemble.temperature < Self.trappingTemperature, ensemble.lattice.size >= 20
    else { return nil }
    return ensemble.totalSpin == nil ? .wolff : .cluster
  }

  /// Below this temperature chains of local moves can be caught for longer than anyone waits.
  private static let trappingTemperature = 2.0

  /// Whether it moves one or two spins at a time.
  private var isLocal: Bool {
    switch self {
    case .exchange, .kawasaki, .metropolis: true
    case .cluster, .wolff: false
    }
  }
}
