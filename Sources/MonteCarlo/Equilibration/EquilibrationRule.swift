/// How long a chain runs before and between configurations, in units of measured autocorrelation times.
///
/// All times are those of the slower of the energy and S(k_min), see `RelaxationTimes`. They are
/// measured on a pilot run that grows until it satisfies the rule itself, so nothing is guessed.
public struct EquilibrationRule: Hashable, Sendable, Codable {
  /// Burn-in, from the start to the first configuration, in units of τ_int.
  public var burnIn = 20.0
  /// Sweeps from one configuration of a replica to its next, in units of τ_int. What is left of a
  /// correlation that decays as exp(-t/τ) is 2 %.
  public var spacing = 4.0
  /// The length of the measured part of the pilot run, in units of τ_int. Its replicas, taken
  /// together, must also be `precision` long.
  public var pilot = 20.0
  /// The length of the measured part, summed over replicas, in units of τ_int. The relative standard
  /// error of τ_int is about (20 / precision)^½ (Wolff 2004, eq. 42, at a window of 5 τ_int).
  public var precision = 1000.0
  /// The pilot run ends here even where the rule is not met; what it yields then says so.
  public var largestPilot = 1 << 24

  /// The rule with the numbers above: 20 τ of burn-in and 4 τ between configurations.
  public init() {}

  /// The rule of every sampler unless another is given.
  public static let standard = EquilibrationRule()
}
