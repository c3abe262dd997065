@preconcurrency import CGSL

// Tails of the classical distributions and their inverses, by GSL. Upper tails come from the `_Q`
// functions, which keep their relative precision where 1 - P would be rounding noise.

/// Upper tail P(Z ≥ z) of the standard normal distribution.
public func normalUpperTail(_ z: Double) -> Double {
  GSL.prepare()
  return gsl_cdf_ugaussian_Q(z)
}

/// The z below which a standard normal variable lies with the given probability.
///
/// - Precondition: 0 < `probability` < 1.
public func normalQuantile(_ probability: Double) -> Double {
  precondition(probability > 0 && probability < 1)
  GSL.prepare()
  return gsl_cdf_ugaussian_Pinv(probability)
}

/// Upper tail P(T ≥ t) of Student's t distribution.
public func studentTUpperTail(_ t: Double, degreesOfFreedom: Double) -> Double {
  precondition(degreesOfFreedom > 0)
  GSL.prepare()
  return gsl_cdf_tdist_Q(t, degreesOfFreedom)
}

/// The t below which a variable with Student's t distribution lies with the given probability.
///
/// - Precondition: 0 < `probability` < 1.
public func studentTQuantile(_ probability: Double, degreesOfFreedom: Double) -> Double {
  precondition(probability > 0 && probability < 1 && degreesOfFreedom > 0)
  GSL.prepare()
  return gsl_cdf_tdist_Pinv(probability, degreesOfFreedom)
}

/// Upper tail P(F ≥ f) of Fisher's F distribution with (ν₁, ν₂) degrees of freedom.
public func fUpperTail(
  _ f: Double, numeratorDegreesOfFreedom: Double, denominatorDegreesOfFreedom: Double
) -> Double {
  precondition(numeratorDegreesOfFreedom > 0 && denominatorDegreesOfFreedom > 0)
  guard f > 0 else { return 1 }
  GSL.prepare()
  return gsl_cdf_fdist_Q(f, numeratorDegreesOfFreedom, denominatorDegreesOfFreedom)
}

/// Upper tail Q(χ²; ν) of the chi-square distribution; Q(∞; ν) = 0.
public func chiSquareUpperTail(_ chiSquare: Double, degreesOfFreedom: Double) -> Double {
  precondition(degreesOfFreedom > 0)
  guard chiSquare < .infinity else { return 0 }
  GSL.prepare()
  return gsl_cdf_chisq_Q(chiSquare, degreesOfFreedom)
}

/// The χ² below which a chi-square variable lies with the given probability.
///
/// - Precondition: 0 < `probability` < 1.
public func chiSquareQuantile(_ probability: Double, degreesOfFreedom: Double) -> Double {
  precondition(probability > 0 && probability < 1 && degreesOfFreedom > 0)
  GSL.prepare()
  return gsl_cdf_chisq_Pinv(probability, degreesOfFreedom)
}

/// Upper tail P(K ≥ k) of the Poisson distribution, P(Γ(k) ≤ mean).
///
/// - Precondition: `mean` ≥ 0.
public func poissonUpperTail(_ count: Int, mean: Double) -> Double {
  precondition(mean >= 0)
  guard count > 0 else { return 1 }
  guard mean > 0 else { return 0 }
  GSL.prepare()
  return gsl_cdf_gamma_P(mean, Double(count), 1)
}

/// Upper tail P(K ≥ k) of the number of successes in `trials` of the same probability.
///
/// - Precondition: 0 ≤ `probability` ≤ 1; `trials` ≥ 0.
public func binomialUpperTail(_ count: Int, of trials: Int, probability: Double) -> Double {
  precondition((0...1).contains(probability) && trials >= 0)
  guard count > 0 else { return 1 }
  guard count <= trials else { return 0 }
  GSL.prepare()
  return gsl_cdf_binomial_Q(UInt32(count - 1), probability, UInt32(trials))
}

/// The two-sided p-value of a standard normal z: P(|Z| ≥ |z|).
public func normalTwoSidedPValue(_ z: Double) -> Double {
  min(1, 2 * normalUpperTail(abs(z)))
}
