/// The largest discrepancies that are of no physical consequence, declared once and carried as a value.
///
/// The standard ones are chosen so that 10,000 independent perfect configurations of any ensemble with
/// L ≤ 12 prove equivalence (5.5 standard errors fit inside) and a few dozen do not. Whoever needs
/// narrower or wider ones changes a field:
///
///     var tolerances = Tolerances.standard
///     tolerances.energyDensity = 0.01
public struct Tolerances: Sendable, Equatable {
  /// Fraction of samples that break a law. Held laws pass once 95 % confidence excludes more.
  public var lawViolation = 0.001
  /// Energy density, J per site: 2 % of |ε| at T_c.
  public var energyDensity = 0.03
  /// Specific heat Var(H) / (N T²), k_B per site.
  public var specificHeat = 0.15
  /// Probabilities, as the total variation distance of two distributions.
  public var totalVariation = 0.05
  /// KL(samples ‖ reference) in nats.
  public var kullbackLeibler = 0.01
  /// Correlations C(r), pure numbers in [-1, 1].
  public var correlation = 0.02
  /// Products of the spins in a window of 3 × 3 beyond what the rest demands, pure numbers in [-2, 2].
  public var windowProduct = 0.02
  /// Shares of windows of 3 × 3 that show a pattern.
  public var pattern = 0.05
  /// Global observables, before and after a walk that keeps the ensemble, in standard deviations.
  public var walked = 0.2
  /// Pairs of coinciding samples beyond those by chance, per sample.
  public var copies = 0.01
  /// Quantities that vanish by symmetry, in units of one spin or one product of spins.
  public var symmetry = 0.1
  /// Pairs of opposite neighbours in the dearer of their two orientations, per site.
  public var orientation = 0.01
  /// Differences of inverse temperatures inferred in two ways, 1/J.
  public var inverseTemperature = 0.07
  /// Share of right guesses, beyond ½, of a network that tells samples from the reference's configurations.
  public var guess = 0.03
  /// Means of products of spins at arbitrary sites, pure numbers in [-1, 1].
  public var spinProduct = 0.15
  /// The mean of p/q over the samples of a model, less the 1 that it is where ln q is true.
  public var meanWeight = 0.05
  /// 2 τ_int - 1, the share by which correlation inflates the variance of a mean.
  public var autocorrelation = 0.25

  /// The tolerances that hold where none are given.
  public static let standard = Tolerances()

  private init() {}

  /// Every tolerance by the name of its field, for comparing two sets of them.
  public var byName: [String: Double] {
    Dictionary(
      uniqueKeysWithValues: Mirror(reflecting: self).children.compactMap { child in
        guard let name = child.label, let value = child.value as? Double else { return nil }
        return (name, value)
      })
  }
}
