import Randomness
import SpinSystems

/// One spin is flipped in a fraction of the configurations: ΣS is off by two there.
public struct LeakedSpin: Fault {
  public let identifier = "leaked-spin"
  public let summary = "One spin of ΣS leaked in the given fraction of samples."

  /// The fault, which has no settings but its amount.
  public init() {}

  public func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    try perfectSamples(of: ensemble, count: count, using: &generator)
      .altered(amount: amount, using: &generator) { spins, generator in
        spins[Int.random(in: spins.indices, using: &generator)] *= -1
      }
  }
}

extension Fault where Self == LeakedSpin {
  /// One spin is flipped in a fraction of the configurations.
  public static var leakedSpin: LeakedSpin { LeakedSpin() }
}
