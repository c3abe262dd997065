/// A further term of a scaling form: L^X h(L) Σ_k a_k x^k, with coefficients a_k that are fitted.
public struct ScalingCorrection: Sendable, Hashable {
  /// h(L).
  public enum Factor: Sendable, Hashable {
    /// L^(-ω): a correction to scaling by an irrelevant field, with a given ω.
    case power(omega: Double)
    /// ln L, as in the specific heat of the two-dimensional Ising model.
    case logarithm
    /// L^(-X): something regular that does not scale, such as the energy at T_c.
    case background
  }

  /// What it multiplies.
  public var factor: Factor
  /// The powers k of x = (T - T_c) L^(1/ν).
  public var powers: ClosedRange<Int>

  /// - Precondition: powers are not negative.
  public init(_ factor: Factor, powers: ClosedRange<Int> = 0...0) {
    precondition(powers.lowerBound >= 0)
    self.factor = factor
    self.powers = powers
  }
}
