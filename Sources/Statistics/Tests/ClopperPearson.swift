@preconcurrency import CGSL
import Glibc

/// The exact confidence interval of a binomial probability (C. J. Clopper and E. S. Pearson,
/// Biometrika 26, 404, 1934).
///
/// It covers the true probability with at least the given confidence, (1 - confidence)/2 at most on
/// either side. With no successes it is [0, 1 - (α/2)^(1/n)].
///
/// - Precondition: 0 ≤ `successes` ≤ `trials`; 0 < `confidence` < 1. Without trials the interval is
///   [0, 1].
public func clopperPearson(
  successes: Int, trials: Int, confidence: Double = 0.95
) -> ClosedRange<Double> {
  precondition(successes >= 0 && successes <= trials)
  guard trials > 0 else { return 0...1 }
  return clopperPearson(
    successes: Double(successes), trials: Double(trials), confidence: confidence)
}

/// The Clopper-Pearson interval of a probability seen as a fraction of correlated samples.
///
/// The beta quantiles that define the interval are continuous in their parameters, so k = fraction ·
/// n_eff successes of n_eff trials need not be whole numbers (E. L. Korn and B. I. Graubard, Surv.
/// Methodol. 24, 193, 1998).
///
/// - Precondition: 0 ≤ `fraction` ≤ 1; `effectiveCount` > 0; 0 < `confidence` < 1.
public func clopperPearson(
  fraction: Double, effectiveCount: Double, confidence: Double = 0.95
) -> ClosedRange<Double> {
  precondition(fraction >= 0 && fraction <= 1 && effectiveCount > 0)
  return clopperPearson(
    successes: fraction * effectiveCount, trials: effectiveCount, confidence: confidence)
}

private func clopperPearson(
  successes: Double, trials: Double, confidence: Double
) -> ClosedRange<Double> {
  precondition(confidence > 0 && confidence < 1)
  let tail = (1 - confidence) / 2
  let failures = trials - successes
  let lower = lowerLimit(successes: successes, failures: failures, tail: tail)
  let upper = 1 - lowerLimit(successes: failures, failures: successes, tail: tail)
  return min(lower, successes / trials)...max(upper, successes / trials)
}

/// The p at which at least `successes` have the probability `tail`: I_p(k, n - k + 1) = tail.
private func lowerLimit(successes: Double, failures: Double, tail: Double) -> Double {
  guard successes > 0 else { return 0 }
  if failures == 0 { return pow(tail, 1 / successes) }
  // The continued fraction of GSL's incomplete beta function needs about √n terms and gives up at 512.
  return min(successes, failures) > 1e5
    ? lowerLimitOfMany(successes: successes, failures: failures, tail: tail)
    : lowerLimitOfFew(successes: successes, failures: failures, tail: tail)
}

/// By bisection with GSL's incomplete beta function, because GSL's inverse does not converge
/// everywhere.
private func lowerLimitOfFew(successes: Double, failures: Double, tail: Double) -> Double {
  GSL.prepare()
  func isAbove(_ p: Double) -> Bool {
    let probability = gsl_cdf_beta_P(p, successes, failures + 1)
    precondition(!probability.isNaN, "gsl_cdf_beta_P(\(p), \(successes), \(failures + 1))")
    return probability > tail
  }
  var high = successes / (successes + failures)
  var low = high
  while low > 1e-300, isAbove(low) { low /= 2 }
  for _ in 0..<60 where high - low > 1e-15 * high {
    let middle = (low + high) / 2
    if isAbove(middle) { high = middle } else { low = middle }
  }
  return (low + high) / 2
}

/// By the approximation 26.5.22 of M. Abramowitz and I. A. Stegun, *Handbook of Mathematical Functions*
/// (1964), whose error is O(1/k) of the distance from k/n: below 10⁻⁵ of it here.
private func lowerLimitOfMany(successes: Double, failures: Double, tail: Double) -> Double {
  let (a, b) = (successes, failures + 1)
  let y = normalQuantile(1 - tail)
  let h = 2 / (1 / (2 * a - 1) + 1 / (2 * b - 1))
  let lambda = (y * y - 3) / 6
  let w =
    y * (h + lambda).squareRoot() / h
    - (1 / (2 * b - 1) - 1 / (2 * a - 1)) * (lambda + 5.0 / 6 - 2 / (3 * h))
  return a / (a + b * exp(2 * w))
}
