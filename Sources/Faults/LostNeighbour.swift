import Randomness
import SpinSystems

/// One of the four neighbours is forgotten in ΔE, as by a slip in an index.
public struct LostNeighbour: Fault {
  public let identifier = "lost-neighbour"
  public let summary = "The neighbour in the previous row weighs less by the given fraction."

  /// The fault, which has no settings but its amount.
  public init() {}

  public func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    try TextbookWalk(ensemble).counting { _, direction in direction == 3 ? 1 - amount : 1 }
      .samples(count: count, using: &generator)
  }
}

extension Fault where Self == LostNeighbour {
  /// One of the four neighbours is forgotten in ΔE.
  public static var lostNeighbour: LostNeighbour { LostNeighbour() }
}
