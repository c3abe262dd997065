import SpinSystems

/// Mistakes that Monte Carlo codes have had, for tests to plant in the samplers.
enum PlantedFault: Equatable, Sendable {
  /// The bond between two exchanged neighbours enters ΔE, though exchanging them does not change it.
  case sharedBondCountedTwice
  /// All replicas accept by the same random numbers.
  case sharedAcceptance
  /// The chain runs at T (1 + relative error).
  case temperature(relativeError: Double)

  /// β, wrong where that is the fault.
  static func inverseTemperature(of ensemble: Ensemble, _ fault: PlantedFault?) -> Double {
    guard case .temperature(let relativeError) = fault else { return ensemble.inverseTemperature }
    return ensemble.inverseTemperature / (1 + relativeError)
  }
}
