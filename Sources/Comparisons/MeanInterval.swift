import Statistics

/// The 95 % interval of the mean of a bounded observable.
///
/// Half-width t·s/√n_eff + 3R/n_eff. The first term is Student's; the second allows for values that did
/// not occur: an event never seen in n samples has a probability below 3/n at 95 % confidence, and can
/// move the mean by at most the observable's range R times that. Without it a handful of equal samples
/// would claim to know the mean exactly.
public struct MeanInterval: Sendable {
  /// Of the mean.
  public let standardError: Double
  /// Half the width of the interval; infinite where there is at most one effective sample.
  public let halfWidth: Double

  /// The interval of a mean from the observable's variance and the effective number of samples.
  ///
  /// - Parameters:
  ///   - effectiveCount: n_eff.
  ///   - variance: of the observable, from the samples or, where it is known, from the reference.
  ///   - range: the length of the interval that the observable lies in; 0 where the variance is known,
  ///     so that unseen values need no allowance.
  ///   - comparisons: the number of intervals that shall hold at once (Bonferroni).
  public init(
    variance: Double, range: Double, effectiveCount: Double, simultaneous comparisons: Int = 1
  ) {
    standardError = (variance / effectiveCount).squareRoot()
    guard effectiveCount > 1 else {
      halfWidth = .infinity
      return
    }
    let tail = 0.025 / Double(comparisons)
    let quantile = studentTQuantile(1 - tail, degreesOfFreedom: effectiveCount - 1)
    halfWidth = quantile * standardError + 3 * range / effectiveCount
  }

  /// The interval of a mean over samples that are worth `size`, whose own uncertainty widens it.
  public init(
    variance: Double, range: Double, size: EffectiveSize, simultaneous comparisons: Int = 1
  ) {
    standardError = (variance / size.count).squareRoot()
    let freedom = min(size.count - 1, size.degreesOfFreedom)
    guard freedom > 0 else {
      halfWidth = .infinity
      return
    }
    let quantile = studentTQuantile(
      1 - 0.025 / Double(comparisons), degreesOfFreedom: freedom)
    halfWidth = quantile * standardError + 3 * range / size.count
  }

  /// This interval about `difference`, made to agree with the p-value of that difference.
  ///
  /// The p-value knows the reference's law, the interval the samples' own scatter, and the two can
  /// disagree about zero. Where p < 0.05 the half-width is at most |d| z(0.05)/z(p), with z(p) the normal
  /// quantile of a two-sided p-value, which leaves zero out (the test-based interval of O. S. Miettinen,
  /// Am. J. Epidemiol. 103, 226, 1976); where p ≥ 0.05 it is at least |d|, so that zero is in it.
  public func agreeing(withPValue pValue: Double?, of difference: Double) -> MeanInterval {
    guard let pValue else { return self }
    let distance = abs(difference)
    let width: Double
    if pValue >= 0.05 {
      width = max(halfWidth, distance)
    } else if pValue > 1e-300 {
      width = min(halfWidth, distance * normalQuantile(0.975) / -normalQuantile(pValue / 2))
    } else {
      width = min(halfWidth, distance * normalQuantile(0.975) / 37)
    }
    return MeanInterval(standardError: standardError, halfWidth: width)
  }

  /// The interval of the difference of two means that both have an error.
  ///
  /// Half-width t·(e₁² + e₂²)^½ + 3R (1/n₁ + 1/n₂), with ν of Welch and Satterthwaite for t.
  ///
  /// - Parameters:
  ///   - effectiveCounts: n_eff of both.
  ///   - comparisons: how many intervals shall hold at once (Bonferroni).
  ///   - squaredErrors: the squares e² of the two standard errors.
  ///   - range: see the other initializer; unseen values count on both sides.
  public init(
    squaredErrors: (Double, Double), effectiveCounts: (Double, Double), range: Double,
    simultaneous comparisons: Int = 1
  ) {
    let (n, m) = effectiveCounts
    standardError = (squaredErrors.0 + squaredErrors.1).squareRoot()
    guard min(n, m) > 1 else {
      halfWidth = .infinity
      return
    }
    let welch = welchTest(
      means: (0, 0), variances: (squaredErrors.0 * n, squaredErrors.1 * m),
      effectiveCounts: effectiveCounts)
    let freedom = standardError > 0 ? welch.degreesOfFreedom : n + m - 2
    let quantile = studentTQuantile(
      1 - 0.025 / Double(comparisons), degreesOfFreedom: freedom)
    halfWidth = quantile * standardError + 3 * range * (1 / n + 1 / m)
  }

  /// The interval of the mean in another unit.
  public func scaled(by factor: Double) -> MeanInterval {
    // Nothing is known of a mean whose interval is infinite, in any unit, even where the factor is 0.
    MeanInterval(
      standardError: factor * standardError,
      halfWidth: halfWidth == .infinity ? .infinity : factor * halfWidth)
  }

  private init(standardError: Double, halfWidth: Double) {
    self.standardError = standardError
    self.halfWidth = halfWidth
  }

  /// The interval about a mean.
  public func around(_ value: Double) -> ClosedRange<Double> {
    value - halfWidth...value + halfWidth
  }

  /// The smallest effect that would be seen with 95 % probability (`Estimate.detectableErrors`).
  public var detectable: Double { Estimate.detectableErrors * standardError }
}
