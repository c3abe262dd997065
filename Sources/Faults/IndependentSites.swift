import Randomness
import SpinSystems

/// A fraction of the configurations has the right ΣS and no other order: its spins are shuffled.
public struct IndependentSites: Fault {
  public let identifier = "independent-sites"
  public let summary = "Spins shuffled over the lattice in the given fraction of samples."

  /// The fault, which has no settings but its amount.
  public init() {}

  public func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    try perfectSamples(of: ensemble, count: count, using: &generator)
      .altered(amount: amount, using: &generator) { spins, generator in
        spins.shuffle(using: &generator)
      }
  }
}

extension Fault where Self == IndependentSites {
  /// A fraction of the configurations has the right ΣS and no other order.
  public static var independentSites: IndependentSites { IndependentSites() }
}
