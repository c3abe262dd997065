import Foundation
import Statistics

/// Numbers as the tables and charts of a collapse show them.
enum CollapseFigures {
  /// Of 95 %.
  static let normalQuantile = Statistics.normalQuantile(0.975)

  /// `value` to so many digits, without zeros that only pad.
  static func figure(_ value: Double, digits: Int = 3) -> String {
    NumberText.printed("%.*g", [digits, value])
  }

  /// A part in percent, to two digits.
  static func percent(_ part: Double) -> String {
    part < 0.1 ? figure(100 * part, digits: 2) : NumberText.printed("%.0f", [100 * part])
  }

  /// `value` to the second digit of `error`, at most ten.
  static func figure(_ value: Double, error: Double) -> String {
    guard error.isFinite, error > 0, value != 0 else { return figure(value, digits: 5) }
    let digits = Int((log10(abs(value)) - log10(error)).rounded(.up)) + 2
    return figure(value, digits: min(10, max(2, digits)))
  }
}
