import FiniteSizeScaling

/// A polynomial scaling fit, T_c and ν free, in a window that is chosen without looking at the collapse: a first
/// idea of T_c. What is believed comes from an average over models in such a window (`LowPassAnalysis`).
///
/// The window |T - T₀| L ≤ w lies about a T₀ that is given and stays there while the fit searches. Its w is
/// three quarters of the widest one in which each size *by itself* is a polynomial of the fit's degree, as
/// far as χ²/dof of those polynomials, all sizes and repetitions together, is at most 1.5. Whether curves of
/// different sizes fall together plays no part in it, nor does a known exponent.
struct BlindWindowFit: Sendable {
  /// What is to collapse, and T₀.
  typealias Input = (table: ScalingTable, center: Double)

  let window: ScalingWindow
  let fit: ScalingFit

  /// The degree of the scaling polynomial.
  static let degree = 4
  /// Of polynomials through single sizes. It leaves room for errors that are not known exactly: those from 32
  /// chains make it 31/29 where all is well, and one point that is off by four of them adds a third to a size.
  private static let largestReducedChiSquare = 1.5
  private static let reserve = 0.75
  /// From one window to the next narrower one.
  private static let step = 0.9
  /// The fewest points of a size in a window.
  private static let fewestPoints = degree + 3
  /// Values of ν that searches begin with.
  private static let firstExponents = [1.0, 0.7, 1.4]

  /// - Parameter halfWidth: w.
  /// - Throws: `ScalingFitError`, `ScalingTableError`.
  init(_ table: ScalingTable, center: Double, halfWidth: Double) throws {
    let window = ScalingWindow(center: center, halfWidth: halfWidth)
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

  /// The w for repetitions of one measurement; that of the narrowest window there is, if none will do.
  ///
  /// - Precondition: there is at least one.
  static func halfWidth(for inputs: [Input]) -> Double {
    var width = inputs.map { input in
      let unit = ScalingWindow(center: input.center, halfWidth: 1)
      return input.table.points.map(unit.distance).max()!
    }.max()!
    while true {
      let next = step * width
      let isNarrowest = inputs.contains { input in
        let window = ScalingWindow(center: input.center, halfWidth: next)
        return input.table.curves.contains { $0.count(where: window.contains) < fewestPoints }
      }
      if isNarrowest || arePolynomials(inputs, halfWidth: width) { return reserve * width }
      width = next
    }
  }

  private static func arePolynomials(_ inputs: [Input], halfWidth: Double) -> Bool {
    var (chiSquare, freedom) = (0.0, 0)
    for input in inputs {
      let window = ScalingWindow(center: input.center, halfWidth: halfWidth)
      guard let points = try? input.table.restricted(to: window) else { continue }
      let curves = SeparateCurves(of: points, degree: degree)
      chiSquare += curves.chiSquare
      freedom += curves.degreesOfFreedom
    }
    return freedom > 0 && chiSquare <= largestReducedChiSquare * Double(freedom)
  }
}
