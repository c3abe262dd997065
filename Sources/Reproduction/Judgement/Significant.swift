import Foundation
import SpinSystems

/// `value` to three significant digits, for sentences.
func significant(_ value: Double) -> String {
  value.isInfinite ? (value < 0 ? "-∞" : "∞") : String(format: "%.3g", value)
}

/// "T_c" or the number.
func temperatureName(_ temperature: Double) -> String {
  temperature == Ensemble.criticalTemperature ? "T_c" : String(format: "%.4g", temperature)
}
