import Statistics

/// Where a curve crosses a level, or another curve.
public struct CurveCrossing: Sendable, Hashable {
  /// The size, or the smaller one of two.
  public let size: Double
  /// The larger size of two; nil where the crossing is that of a level.
  public let otherSize: Double?
  /// Where the crossing is.
  public let control: Double
  /// From resampled values.
  public let standardError: Double
  /// How clearly the curve lies on one side before and on the other behind: the smaller of the two
  /// mean differences, in standard errors.
  public let significance: Double
}

extension ScalingTable {
  /// Where the curve of each size crosses `level`; sizes whose curve does not are left out.
  ///
  /// The curve between points is the cubic through the four nearest ones.
  public func levelCrossings(
    _ level: Double, replicates: Int = 200, using generator: inout some RandomNumberGenerator
  ) -> [CurveCrossing] {
    curves.compactMap { curve in
      CrossingSearch(curve, level: level).crossing(replicates: replicates, using: &generator)
    }
  }

  /// Where the curves of successive sizes cross, each divided by L^X; pairs that do not are left out.
  ///
  /// For X the observable's scaling dimension the crossings tend to T_c as L grows.
  public func pairCrossings(
    scalingDimension: Double = 0, replicates: Int = 200,
    using generator: inout some RandomNumberGenerator
  ) -> [CurveCrossing] {
    let curves = curves
    return zip(curves, curves.dropFirst()).compactMap { smaller, larger in
      CrossingSearch(smaller, larger, scalingDimension: scalingDimension)
        .crossing(replicates: replicates, using: &generator)
    }
  }
}
