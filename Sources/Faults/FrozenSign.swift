import Randomness
import SpinSystems

/// The sign of ΣS never changes, as in a chain that is shorter than the time between reversals: a fraction
/// of the configurations with negative ΣS is flipped. Where ΣS is fixed nothing is wrong.
public struct FrozenSign: Fault {
  public let identifier = "frozen-sign"
  public let summary = "ΣS positive only, in the given fraction of samples with free ΣS."

  /// The fault, which has no settings but its amount.
  public init() {}

  public func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    guard ensemble.totalSpin == nil else {
      return try perfectSamples(of: ensemble, count: count, using: &generator)
    }
    return try perfectSamples(of: ensemble, count: count, using: &generator)
      .altered(amount: amount, using: &generator) { spins, _ in
        guard spins.reduce(0, +) < 0 else { return }
        for site in spins.indices { spins[site] *= -1 }
      }
  }
}

extension Fault where Self == FrozenSign {
  /// The sign of ΣS never changes.
  public static var frozenSign: FrozenSign { FrozenSign() }
}
