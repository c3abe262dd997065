import FiniteSizeScaling
import Statistics

/// A polynomial scaling fit, T_c and ν free, in a window that is chosen without looking at the collapse.
///
/// The window |T - T₀| L ≤ w lies about a T₀ that is given and stays there while the fit searches. Its w is
/// three quarters of the widest one in which each size *by itself* is a polynomial of the fit's degree: the
/// sum of χ² over sizes is not rejected at 5 %. Whether curves of different sizes fall together plays no
/// part in it, nor does a known exponent.
struct HonestFit: Sendable {
  let window: ScalingWindow
  let fit: ScalingFit

  /// The degree of the scaling polynomial.
  static let degree = 4
  private static let rejection = 0.05
  private static let reserve = 0.75
  /// From one window to the next narrower one.
  private static let step = 0.9
  /// The fewest points of a size in a window.
  private static let fewestPoints = degree + 3
  /// Values of ν that searches begin with.
  private static let firstExponents = [1.0, 0.7, 1.4]

  /// - Parameters:
  ///   - center: T₀.
  ///   - windowFactor: makes the window narrower, to see what that changes.
  /// - Throws: `ScalingFitError`, `ScalingTableError`.
  init(_ table: ScalingTable, center: Double, windowFactor: Double = 1) throws {
    let halfWidth = Self.reserve * Self.widest(table, center: center)
    let window = ScalingWindow(center: center, halfWidth: windowFactor * halfWidth)
    let points = try table.restricted(to: window)
    let method = PolynomialScaling(degree: Self.degree)
    var best: ScalingFit?
    var failure: (any Error)?
    for nu in Self.firstExponents {
      do {
        let fit = try method.fit(
          points, holding: HeldParameters(),
          from: CriticalParameters(criticalPoint: center, nu: nu))
        if fit.chiSquare < best?.chiSquare ?? .infinity { best = fit }
      } catch {
        failure = error
      }
    }
    guard let best else { throw failure! }
    self.window = window
    fit = best
  }

  /// χ²/dof in the same window with parameters that are known; nil where there is no fit.
  static func reducedChiSquare(
    _ table: ScalingTable, center: Double, holding held: HeldParameters
  ) -> Double? {
    let window = ScalingWindow(
      center: center, halfWidth: reserve * widest(table, center: center))
    let start = CriticalParameters(criticalPoint: center, nu: 1)
    let fit = try? PolynomialScaling(degree: degree).fit(
      table.restricted(to: window), holding: held, from: start)
    return fit?.reducedChiSquare
  }

  /// The half-width of the widest window in which each size is a polynomial; the narrowest there is, if
  /// none will do.
  private static func widest(_ table: ScalingTable, center: Double) -> Double {
    let unit = ScalingWindow(center: center, halfWidth: 1)
    var width = table.points.map(unit.distance).max()!
    while true {
      let next = step * width
      let window = ScalingWindow(center: center, halfWidth: width)
      let narrower = ScalingWindow(center: center, halfWidth: next)
      let isNarrowest = table.curves.contains { $0.count(where: narrower.contains) < fewestPoints }
      if isNarrowest || isPolynomial(table, in: window) { return width }
      width = next
    }
  }

  private static func isPolynomial(_ table: ScalingTable, in window: ScalingWindow) -> Bool {
    var (chiSquare, freedom) = (0.0, 0)
    for curve in table.curves {
      let points = curve.filter(window.contains)
      let polynomial = PolynomialLeastSquares(
        positions: points.map(\.control), values: points.map(\.value),
        errors: points.map(\.error), degree: degree)
      guard let polynomial else { continue }
      chiSquare += polynomial.chiSquare
      freedom += points.count - degree - 1
    }
    return freedom > 0
      && chiSquareUpperTail(chiSquare, degreesOfFreedom: Double(freedom)) >= rejection
  }
}
