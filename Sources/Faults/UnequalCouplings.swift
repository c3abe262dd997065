import Randomness
import SpinSystems

/// Bonds along rows are stronger and bonds along columns weaker, so that the mean energy hardly changes.
public struct UnequalCouplings: Fault {
  public let identifier = "unequal-couplings"
  public let summary = "Couplings 1 ± the given amount along the two axes."

  /// The fault, which has no settings but its amount.
  public init() {}

  public func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    try TextbookWalk(ensemble).counting { _, direction in direction < 2 ? 1 + amount : 1 - amount }
      .samples(count: count, using: &generator)
  }
}

extension Fault where Self == UnequalCouplings {
  /// Bonds along rows are stronger than those along columns.
  public static var unequalCouplings: UnequalCouplings { UnequalCouplings() }
}
