import Randomness

/// Where the curves of successive sizes cross, each divided by L^X.
public struct CrossingTable: Sendable {
  /// Two sizes, and where their curves cross.
  public struct Pair: Sendable {
    /// The smaller one.
    public let size: Double
    /// The larger one.
    public let otherSize: Double
    /// Nil where they do not cross, or not clearly.
    public let crossing: CurveCrossing?
  }

  /// All pairs of successive sizes, smallest first.
  public let pairs: [Pair]

  /// Below so many standard errors a change of sign may well be noise: differences next to each other
  /// share points, and a crossing is the best of many places.
  private static let leastSignificance = 3.5

  /// The clear crossings of a table, with errors from resampled points.
  public init(of table: ScalingTable, scalingDimension: Double, seed: UInt64) {
    var generator = RandomStreams(seed: seed).stream("crossings")
    let found = table.pairCrossings(
      scalingDimension: scalingDimension, replicates: 200, using: &generator
    ).filter { $0.significance >= Self.leastSignificance && $0.standardError.isFinite }
    pairs = zip(table.sizes, table.sizes.dropFirst()).map { size, otherSize in
      Pair(
        size: size, otherSize: otherSize,
        crossing: found.first { $0.size == size && $0.otherSize == otherSize })
    }
  }
}
