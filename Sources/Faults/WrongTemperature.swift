import Randomness
import SpinSystems

/// The samples come from the temperature T·(1 + amount).
struct WrongTemperature: Fault {
  let identifier = "wrong-temperature"
  let summary = "Temperature too high by the relative amount."

  func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    let size = ensemble.lattice.size
    let temperature = ensemble.temperature * (1 + amount)
    let wrong: Ensemble =
      if let totalSpin = ensemble.totalSpin {
        try .fixedMagnetization(size: size, temperature: temperature, totalSpin: totalSpin)
      } else {
        try .canonical(size: size, temperature: temperature)
      }
    return try perfectSamples(of: wrong, count: count, using: &generator)
  }
}
