import Randomness
import SpinSystems

/// The bonds across the edges are weak, and absent where the amount is 1: open instead of periodic.
public struct OpenBoundary: Fault {
  public let identifier = "open-boundary"
  public let summary = "Bonds across the edges weaker by the given fraction."

  /// The fault, which has no settings but its amount.
  public init() {}

  public func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    let size = ensemble.lattice.size
    return try TextbookWalk(ensemble).counting { site, direction in
      let (row, column) = (site / size, site % size)
      let isAcross = [column == size - 1, column == 0, row == size - 1, row == 0][direction]
      return isAcross ? 1 - amount : 1
    }
    .samples(count: count, using: &generator)
  }
}

extension Fault where Self == OpenBoundary {
  /// The bonds across the edges are weak.
  public static var openBoundary: OpenBoundary { OpenBoundary() }
}
