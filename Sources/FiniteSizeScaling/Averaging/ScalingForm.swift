/// A truncated scaling form with a leading irrelevant field (K. Slevin and T. Ohtsuki, Phys. Rev. Lett. 82,
/// 382, 1999):
///
/// value = L^X [Σ_(k ≤ d) a_k x^k + L^(-ω) Σ_(k < c) b_k x^k], x = (t + B t²) L^(1/ν), t = T - T_c.
public struct ScalingForm: Sendable, Hashable {
  /// The terms of an irrelevant field.
  public struct Correction: Sendable, Hashable {
    /// c, at least 1.
    public var terms: Int
    /// ω.
    public var exponent: Double
    /// How large b_k is expected to be at the mean size, in units of the spread of the values.
    public var expected: Double

    /// A correction whose amplitude is expected to be a fifth of the spread of the values.
    ///
    /// - Precondition: at least one term, and a positive expectation.
    public init(terms: Int, exponent: Double, expected: Double = 0.2) {
      precondition(terms >= 1 && expected > 0)
      self.terms = terms
      self.exponent = exponent
      self.expected = expected
    }
  }

  /// d, at least 1.
  public var degree: Int
  /// The irrelevant field; nil without one.
  public var correction: Correction?
  /// Whether B is fitted; otherwise it is 0.
  public var isNonlinear: Bool

  /// f alone, unless a correction or B is asked for.
  ///
  /// - Precondition: `degree` is at least 1.
  public init(degree: Int, correction: Correction? = nil, isNonlinear: Bool = false) {
    precondition(degree >= 1)
    self.degree = degree
    self.correction = correction
    self.isNonlinear = isNonlinear
  }

  /// The number of coefficients of one observable.
  var coefficientCount: Int { degree + 1 + (correction?.terms ?? 0) }
}
