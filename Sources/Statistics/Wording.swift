import Foundation

/// `value` with `digits` digits after the point.
package func decimal(_ value: Double, _ digits: Int) -> String {
  String(format: "%.\(digits)f", value)
}
