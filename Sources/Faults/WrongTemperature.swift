import Randomness
import SpinSystems

/// The samples come from the temperature T·(1 + amount).
public struct WrongTemperature: Fault {
  public let identifier = "wrong-temperature"
  public let summary = "Temperature too high by the relative amount."

  /// The fault, which has no settings but its amount.
  public init() {}

  public func samples(
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

extension Fault where Self == WrongTemperature {
  /// The samples come from the temperature T·(1 + amount).
  public static var wrongTemperature: WrongTemperature { WrongTemperature() }
}
