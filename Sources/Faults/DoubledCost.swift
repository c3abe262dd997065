import Randomness
import SpinSystems

/// ΔE is too large, twice as large where the amount is 1: each bond counted from both its ends.
public struct DoubledCost: Fault {
  public let identifier = "doubled-cost"
  public let summary = "ΔE too large by the given fraction."

  /// The fault, which has no settings but its amount.
  public init() {}

  public func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    try TextbookWalk(ensemble).counting { _, _ in 1 + amount }
      .samples(count: count, using: &generator)
  }
}

extension Fault where Self == DoubledCost {
  /// ΔE is too large.
  public static var doubledCost: DoubledCost { DoubledCost() }
}
