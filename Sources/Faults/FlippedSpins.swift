import Randomness
import SpinSystems

/// Every spin is flipped with the given probability: uncorrelated noise.
public struct FlippedSpins: Fault {
  public let identifier = "flipped-spins"
  public let summary = "Each spin flipped with the given probability."

  /// The fault, which has no settings but its amount.
  public init() {}

  public func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    try perfectSamples(of: ensemble, count: count, using: &generator)
      .altered(amount: 1, using: &generator) { spins, generator in
        for site in spins.indices where generator.nextUnitInterval() < amount {
          spins[site] *= -1
        }
      }
  }
}

extension Fault where Self == FlippedSpins {
  /// Every spin is flipped with the given probability.
  public static var flippedSpins: FlippedSpins { FlippedSpins() }
}
