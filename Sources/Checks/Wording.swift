import Foundation

/// `value` with `digits` digits after the point, for the sentences of evidence.
func decimal(_ value: Double, _ digits: Int) -> String {
  String(format: "%.\(digits)f", value)
}
