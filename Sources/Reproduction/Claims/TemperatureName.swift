import SpinSystems
import Statistics

/// "T_c" or the number.
func temperatureName(_ temperature: Double) -> String {
  temperature == Ensemble.criticalTemperature ? "T_c" : brief(temperature, 4)
}
