import Randomness
import SpinSystems

/// A fraction of the configurations has the right ΣS and no other order: its spins are shuffled.
struct IndependentSites: Fault {
  let identifier = "independent-sites"
  let summary = "Spins shuffled over the lattice in the given fraction of samples."

  func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    try perfectSamples(of: ensemble, count: count, using: &generator)
      .altered(amount: amount, using: &generator) { spins, generator in
        spins.shuffle(using: &generator)
      }
  }
}
