@preconcurrency import CGSL

/// GSL, with its abort-on-error handler turned off: every status is checked instead.
enum GSL {
  private static let prepared: Void = { _ = gsl_set_error_handler_off() }()

  /// Must be called before the first call into GSL; cheap afterwards.
  static func prepare() { _ = prepared }
}

/// Upper tail Q(χ²; ν) of the chi-square distribution, by GSL.
public func chiSquareUpperTail(_ chiSquare: Double, degreesOfFreedom: Double) -> Double {
  GSL.prepare()
  return gsl_cdf_chisq_Q(chiSquare, degreesOfFreedom)
}
