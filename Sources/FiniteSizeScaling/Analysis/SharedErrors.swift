import Statistics

/// Whether the points of one size share a part of their errors, as those do that were reweighted from one run.
///
/// A part that all points of a size have in common moves the whole curve and leaves its shape alone, so that
/// polynomials through the curves of single sizes miss the points by less than their errors say: χ² of these is
/// 1 - ρ for each degree of freedom, with ρ the correlation.
struct SharedErrors: Sendable {
  /// ρ.
  let correlation: Double

  /// A χ² of single curves that is so small by chance one time in this many.
  private static let chance = 1e-3
  private static let fewestFreedoms = 8
  private static let largest = 0.99

  /// Nil where the scatter is as large as the errors say.
  init?(of tables: [ScalingTable], degree: Int) {
    let curves = tables.map { SeparateCurves(of: $0, degree: degree) }
    let chiSquare = curves.reduce(0) { $0 + $1.chiSquare }
    let freedoms = curves.reduce(0) { $0 + $1.degreesOfFreedom }
    guard freedoms >= Self.fewestFreedoms,
      1 - chiSquareUpperTail(chiSquare, degreesOfFreedom: Double(freedoms)) < Self.chance
    else { return nil }
    correlation = min(Self.largest, 1 - chiSquare / Double(freedoms))
  }
}
