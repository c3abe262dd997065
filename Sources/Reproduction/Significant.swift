import Foundation
import SpinSystems

/// `value` to three significant digits, for sentences.
func significant(_ value: Double) -> String {
  value.isInfinite ? (value < 0 ? "-∞" : "∞") : String(format: "%.3g", value)
}

/// "p = 0.043", or "p < 1e-300" where it is too small for a number.
func pValueText(_ p: Double) -> String {
  p < 1e-300 ? "p < 1e-300" : "p = \(String(format: "%.2g", p))"
}

/// "T_c" or the number.
func temperatureName(_ temperature: Double) -> String {
  temperature == Ensemble.criticalTemperature ? "T_c" : String(format: "%.4g", temperature)
}
