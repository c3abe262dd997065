import Glibc
import Statistics

/// Errors for a table that has none: the scatter of the points about polynomials through the curves of single
/// sizes, of the degree that leaves least for each degree of freedom, the same for all points up to L^X. Where points
/// scatter about the polynomials through their neighbours by clearly less, it is the curves that such polynomials
/// cannot follow, as over steps between two plateaus, and the scatter about neighbours counts.
///
/// They know nothing of a collapse, so χ² of a scaling fit still says something, if less than with errors of the
/// points' own: systematic deviations of whole curves do not show, nor do points that differ in their errors.
struct ResidualErrors: Sendable {
  let table: ScalingTable
  /// What the errors were found from.
  let degreesOfFreedom: Int

  /// How improbable it must be that polynomials leave so much more than neighbours by chance.
  private static let clear = 1e-3

  /// Nil where no curve has points to spare.
  init?(for table: ScalingTable, scalingDimension: Double?) {
    let unit = table.replacingErrors(
      table.points.map { point in
        guard let scalingDimension else { return max(abs(point.value), .leastNormalMagnitude) }
        return scalingDimension == 0 ? 1 : pow(point.size, scalingDimension)
      })
    let longest = table.curves.map(\.count).max()!
    let fits = (1...8).filter { $0 + 3 <= longest }
      .map { SeparateCurves(of: unit, degree: $0) }
      .filter { $0.degreesOfFreedom > 0 }
    func criterion(_ curves: SeparateCurves) -> Double {
      let freedoms = Double(curves.degreesOfFreedom)
      return log(curves.chiSquare / freedoms)
    }
    guard let best = fits.min(by: { criterion($0) < criterion($1) }), best.chiSquare > 0 else {
      return nil
    }
    var (variance, freedoms) = (
      best.chiSquare / Double(best.degreesOfFreedom), best.degreesOfFreedom
    )
    for neighbours in 1...2 {
      let near = NeighbourResiduals(of: unit, neighbours: neighbours)
      let ownFreedoms = near.degreesOfFreedom
      guard near.variance > 0, ownFreedoms >= 1,
        fUpperTail(
          variance / near.variance, numeratorDegreesOfFreedom: Double(freedoms),
          denominatorDegreesOfFreedom: ownFreedoms) < Self.clear
      else { continue }
      (variance, freedoms) = (near.variance, Int(ownFreedoms))
    }
    let error = variance.squareRoot()
    self.table = unit.replacingErrors(unit.points.map { $0.error * error })
    degreesOfFreedom = freedoms
  }
}
