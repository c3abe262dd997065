/// What a check found, without a judgement: the `DecisionRule` turns it into a verdict.
public struct Evidence: Sendable, Codable {
  /// A law of the model that no single sample may break, and whether one did.
  public enum Law: String, Sendable, Codable {
    /// The check is not about a law.
    case none
    /// No sample breaks the law. This is not proof that none ever would: see the effect's interval.
    case held
    /// At least one sample breaks it. No p-value is needed.
    case broken
  }

  /// A named statistic, such as χ² or z.
  public struct Statistic: Sendable, Equatable, Codable {
    /// Its symbol.
    public var name: String
    /// Its value.
    public var value: Double
    /// Degrees of freedom, where the statistic has some.
    public var degreesOfFreedom: Double?

    /// A statistic by its symbol.
    public init(_ name: String, _ value: Double, degreesOfFreedom: Double? = nil) {
      self.name = name
      self.value = value
      self.degreesOfFreedom = degreesOfFreedom
    }
  }

  /// A further measure shown beside the effect, such as one of several distances.
  public struct Measure: Sendable, Equatable, Codable {
    /// What is measured.
    public var name: String
    /// The estimate; `.infinity` is a value, for example of the KL divergence on broken support.
    public var value: Double
    /// The 95 % interval, where there is one.
    public var interval: ClosedRange<Double>?
    /// Empty for a pure number.
    public var unit: String

    /// A measure with its interval, where there is one.
    public init(_ name: String, _ value: Double, interval: ClosedRange<Double>?, unit: String) {
      self.name = name
      self.value = value
      self.interval = interval
      self.unit = unit
    }
  }

  /// Whether a law was broken.
  public var law: Law
  /// The statistic that the p-value is of.
  public var statistic: Statistic?
  /// The probability, under the reference, of a statistic at least this extreme.
  public var pValue: Double?
  /// Whether the p-value takes few values, or is on the safe side, as where rare events decide or the larger of two
  /// counts: then it is not uniform under the reference, but at most `a` with a probability of at most `a`.
  public var hasDiscreteLaw: Bool
  /// How far off, in physical units. Without an effect a check can fail but never pass.
  public var effect: Effect?
  /// The number of independent samples that carry the same information, n / (2 τ_int).
  public var effectiveSampleCount: Double
  /// The smallest effect this many samples would show with 95 % probability, in the effect's unit.
  public var detectable: Double?
  /// Further measures, for the reader.
  public var measures: [Measure]
  /// What was found, in a sentence or two.
  public var detail: String

  /// What a check found; what is left out does not exist.
  public init(
    law: Law = .none, statistic: Statistic? = nil, pValue: Double? = nil,
    hasDiscreteLaw: Bool = false, effect: Effect? = nil,
    effectiveSampleCount: Double, detectable: Double? = nil, measures: [Measure] = [],
    detail: String
  ) {
    self.law = law
    self.statistic = statistic
    self.pValue = pValue
    self.hasDiscreteLaw = hasDiscreteLaw
    self.effect = effect
    self.effectiveSampleCount = effectiveSampleCount
    self.detectable = detectable
    self.measures = measures
    self.detail = detail
  }
}

/// The size of a discrepancy in physical units, zero where samples and reference agree.
public struct Effect: Sendable, Equatable, Codable {
  /// What is measured, for example "energy density, samples - exact".
  public var name: String
  /// The estimate.
  public var value: Double
  /// The 95 % confidence interval of the true effect.
  public var interval: ClosedRange<Double>
  /// The largest magnitude that is of no physical consequence, from `Tolerances`.
  public var tolerance: Double
  /// The unit, for example "J per site"; empty for a pure number.
  public var unit: String
  /// How the interval narrows with the number of samples, if the true effect is zero.
  public var convergence: Convergence

  /// A rate at which intervals narrow.
  public enum Convergence: String, Sendable, Codable {
    /// As n^(-1/2): means.
    case squareRoot
    /// As 1/n: probabilities of what never happened, and squares such as KL.
    case linear
  }

  /// A discrepancy with its 95 % interval and the tolerance that it is held against.
  public init(
    name: String, value: Double, interval: ClosedRange<Double>, tolerance: Double, unit: String,
    convergence: Convergence = .squareRoot
  ) {
    self.convergence = convergence
    self.name = name
    self.value = value
    self.interval = interval
    self.tolerance = tolerance
    self.unit = unit
  }

  /// Whether the whole interval lies within ± tolerance.
  public var isWithinTolerance: Bool {
    interval.lowerBound >= -tolerance && interval.upperBound <= tolerance
  }
}
