import Randomness
import SpinSystems

/// Every spin is flipped with the given probability: uncorrelated noise.
struct FlippedSpins: Fault {
  let identifier = "flipped-spins"
  let summary = "Each spin flipped with the given probability."

  func samples(
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
