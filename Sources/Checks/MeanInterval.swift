import Statistics
import Validation

/// The 95 % interval of the mean of a bounded observable.
///
/// Half-width t·s/√n_eff + 3R/n_eff. The first term is Student's; the second allows for values that did
/// not occur: an event never seen in n samples has a probability below 3/n at 95 % confidence, and can
/// move the mean by at most the observable's range R times that. Without it a handful of equal samples
/// would claim to know the mean exactly.
struct MeanInterval {
  let standardError: Double
  let halfWidth: Double

  /// - Parameters:
  ///   - variance: of the observable, from the samples or, where it is known, from the reference.
  ///   - range: the length of the interval that the observable lies in; 0 where the variance is known,
  ///     so that unseen values need no allowance.
  ///   - comparisons: the number of intervals that shall hold at once (Bonferroni).
  init(
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

  func around(_ value: Double) -> ClosedRange<Double> { value - halfWidth...value + halfWidth }

  /// The smallest effect that a two-sided test at level 10⁻³ rejects with probability 95 %:
  /// (3.29 + 1.645) standard errors.
  static func detectable(standardError: Double) -> Double { 4.935 * standardError }

  var detectable: Double { Self.detectable(standardError: standardError) }
}
