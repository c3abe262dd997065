import Randomness
import SpinSystems

/// The classic slip of Kawasaki dynamics: the bond between the exchanged pair enters ΔE, though exchanging
/// them does not change it. Where ΣS is free there are no pairs and nothing is wrong.
public struct SharedBond: Fault {
  public let identifier = "shared-bond"
  public let summary = "The bond of an exchanged pair in ΔE, the given number of times."

  /// The fault, which has no settings but its amount.
  public init() {}

  public func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    try TextbookWalk(ensemble).countingSharedBond(times: amount)
      .samples(count: count, using: &generator)
  }
}

extension Fault where Self == SharedBond {
  /// The bond between an exchanged pair enters ΔE.
  public static var sharedBond: SharedBond { SharedBond() }
}
