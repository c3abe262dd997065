import Randomness
import SpinSystems

/// ΔE is too small, by half where the amount is 1: each bond counted once instead of from both its ends.
public struct HalvedCost: Fault {
  public let identifier = "halved-cost"
  public let summary = "ΔE too small by half the given fraction."

  /// The fault, which has no settings but its amount.
  public init() {}

  public func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    try TextbookWalk(ensemble).counting { _, _ in 1 - amount / 2 }
      .samples(count: count, using: &generator)
  }
}

extension Fault where Self == HalvedCost {
  /// ΔE is too small.
  public static var halvedCost: HalvedCost { HalvedCost() }
}
