import Randomness
import SpinSystems

/// All spins, or all pairs of a tiling, are updated at once from the same configuration, in the given fraction
/// of sweeps: neighbours then decide by what the other no longer is.
public struct SynchronousUpdates: Fault {
  public let identifier = "synchronous-updates"
  public let summary = "The given fraction of sweeps updates all spins, or all pairs, at once."

  /// The fault, which has no settings but its amount.
  public init() {}

  public func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    try SynchronousWalk(ensemble).samples(count: count, amount: amount, using: &generator)
  }
}

extension Fault where Self == SynchronousUpdates {
  /// All spins, or all pairs of a tiling, are updated at once.
  public static var synchronousUpdates: SynchronousUpdates { SynchronousUpdates() }
}
