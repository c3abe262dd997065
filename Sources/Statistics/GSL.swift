@preconcurrency import CGSL

/// GSL, with its abort-on-error handler turned off: every status is checked instead.
enum GSL {
  private static let prepared: Void = { _ = gsl_set_error_handler_off() }()

  /// Must be called before the first call into GSL; cheap afterwards.
  static func prepare() { _ = prepared }

  /// Stops the program if `status` is an error: such a status means a call that this module made
  /// wrongly, not bad data.
  static func check(_ status: Int32, _ call: StaticString) {
    precondition(status == 0, "\(call): \(String(cString: gsl_strerror(status)))")
  }
}
