import Statistics

/// What a table shows of a transition before anything is fitted: curves that cross, or curves with a peak.
///
/// With the right scaling dimension the curves of two sizes, divided by L^X, meet at T_c up to corrections. Where
/// one lies above the other everywhere, all temperatures are on one side of T_c, there is no such T_c, or the
/// dimension is another one.
struct TransitionSigns: Sendable {
  /// The largest significance with which two curves cross.
  private(set) var crossing = 0.0
  /// The largest significance with which two curves lie one above the other and do not cross.
  private(set) var oneSidedness = 0.0
  /// The largest significance of a peak or dip inside a curve.
  private(set) var peak = 0.0

  /// Standard errors of a difference that is clear: the best of some ten places and pairs.
  private static let clear = 5.0
  /// Below so many standard errors a change of sign says nothing.
  private static let faint = 2.0

  init(of table: ScalingTable, scalingDimension: Double) {
    let curves = table.curves
    for i in curves.indices {
      peak = max(peak, Self.peak(of: curves[i]))
      for j in curves.indices where j > i {
        let search = CrossingSearch(curves[i], curves[j], scalingDimension: scalingDimension)
        let place = search.place()?.significance ?? 0
        crossing = max(crossing, place)
        if place < Self.faint { oneSidedness = max(oneSidedness, search.oneSidedness) }
      }
    }
  }

  /// Whether there is nothing that a scaling fit could be about.
  var hasNone: Bool {
    crossing < Self.faint && peak < Self.clear && oneSidedness >= Self.clear
  }

  /// How far the ends of a curve lie to one side of its extreme value, in standard errors.
  private static func peak(of curve: [ScalingPoint]) -> Double {
    guard curve.count >= 5, let first = curve.first, let last = curve.last else { return 0 }
    return curve.dropFirst().dropLast().reduce(0.0) { most, point in
      func distance(_ end: ScalingPoint) -> Double {
        (point.value - end.value)
          / (point.error * point.error + end.error * end.error).squareRoot()
      }
      let (a, b) = (distance(first), distance(last))
      return a * b > 0 ? max(most, min(abs(a), abs(b))) : most
    }
  }
}

extension ScalingTable {
  /// Whether curves that cross, or have a peak, leave room for a critical point between them.
  ///
  /// - Parameter scalingDimension: X, by whose power of L the curves are divided first.
  public func allowsTransition(scalingDimension: Double) -> Bool {
    !TransitionSigns(of: self, scalingDimension: scalingDimension).hasNone
  }
}

/// Whether points scatter about any smooth curve by more than their errors.
///
/// Where the polynomial through the k neighbours of each point predicts it ever better as k grows, it is the
/// curve that bends; where it does not, the points scatter.
struct PointScatter: Sendable {
  /// The root mean square of (value - prediction) over its error, with two neighbours and with four.
  let coarse: Double
  let fine: Double
  /// The root mean square of value - prediction, with four neighbours, over the range of its curve's values.
  let part: Double

  /// So many errors from a smooth curve are no chance, nor errors that are known to some ten percent.
  private static let excess = 3.0
  /// Where points miss by more of the range of a curve, steps between points cannot be told from scatter.
  private static let largestPart = 0.05

  init(of table: ScalingTable) {
    coarse = Self.scatter(table, neighbours: 1).inErrors
    (fine, part) = Self.scatter(table, neighbours: 2)
  }

  var isNoise: Bool { fine > Self.excess && fine > coarse / 2 && part < Self.largestPart }

  private static func scatter(
    _ table: ScalingTable, neighbours: Int
  ) -> (inErrors: Double, inRange: Double) {
    let found = NeighbourResiduals(of: table, neighbours: neighbours)
    let parts = found.residuals.reduce(0) { sum, residual in
      let part = residual.deviation / residual.range
      return sum + part * part
    }
    return (
      found.variance.squareRoot(), (parts / Double(max(1, found.residuals.count))).squareRoot()
    )
  }
}
