import Statistics

/// How well polynomials of one degree follow the curves of single sizes, each by itself.
///
/// A scaling fit that χ² rejects says either that the curves do not collapse, or that f is no polynomial
/// of this degree. Curves by themselves know nothing of a collapse: where they are rejected too, it is
/// the polynomial that fails.
public struct SeparateCurves: Sendable, Hashable {
  /// Σ over the sizes.
  public let chiSquare: Double
  /// 0 where no size has points to spare.
  public let degreesOfFreedom: Int

  /// A polynomial of this degree for each size that has more points than it has coefficients.
  public init(of table: ScalingTable, degree: Int) {
    let fits = table.curves.compactMap { curve -> (chiSquare: Double, spare: Int)? in
      guard curve.count > degree + 1,
        let fit = PolynomialLeastSquares(
          positions: curve.map(\.control), values: curve.map(\.value),
          errors: curve.map(\.error), degree: degree)
      else { return nil }
      return (fit.chiSquare, curve.count - degree - 1)
    }
    chiSquare = fits.reduce(0) { $0 + $1.chiSquare }
    degreesOfFreedom = fits.reduce(0) { $0 + $1.spare }
  }

  /// P(χ² at least as large) where the polynomials hold; nil where no size has points to spare.
  public var pValue: Double? {
    degreesOfFreedom > 0
      ? chiSquareUpperTail(chiSquare, degreesOfFreedom: Double(degreesOfFreedom)) : nil
  }
}
