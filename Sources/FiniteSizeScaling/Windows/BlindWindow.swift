import Statistics

/// A window that is found from the data alone, without knowing the critical point.
///
/// A first pass (`coarseCriticalPoint`) gives the centre; a fit in a window about it, with ν₀ = 1, gives
/// T₀ and ν₀ of the final window. If no width is given, it is three quarters of the one with the least
/// χ² + 2 n, n the number of points left out: a point is worth leaving out if the fit without it is better
/// by 2, one more than chance makes it (W. I. Jay and E. T. Neil, Phys. Rev. D 103, 114502, 2021). The
/// polynomial is then good inside with room to spare. The first window whose p-value is not small would
/// not do: an outlier that all windows share would lead it down to the narrowest one.
///
/// A window holds at least two points for each parameter, and at least d + 2 of one size and as many of
/// the others, d the degree of f. With fewer of one size f hangs on the points of several sizes together.
/// Where these have the same x, as in grids that were made for a collapse, a polynomial through d + 1
/// places follows anything, and χ² has a pole beside the truth. With fewer of the others nothing
/// collapses.
public struct BlindWindow: Sendable {
  public let window: ScalingWindow
  /// The fit in it.
  public let fit: ScalingFit
  /// The first idea of the critical point.
  public let coarse: Double

  /// The part of the best window that is used.
  private static let reserve = 0.75
  /// What a point that is left out must be worth in χ².
  private static let priceOfPoint = 2.0
  /// From one window to the next narrower one.
  private static let step = 0.85
  /// The fewest points for each parameter.
  private static let pointsPerParameter = 2
  /// Values of ν that the first fit begins with.
  private static let firstNu = [1.0, 0.6, 1.7]

  /// - Parameter halfWidth: w, if it is not to be found.
  /// - Throws: `ScalingFitError`.
  public init(
    for table: ScalingTable, holding held: HeldParameters, method: PolynomialScaling,
    halfWidth: Double? = nil
  ) throws(ScalingFitError) {
    let coarse: Double
    if let point = held.criticalPoint {
      coarse = point
    } else {
      coarse = try table.coarseCriticalPoint(scalingDimension: held.scalingDimension)
    }
    self.coarse = coarse
    var starts: [CriticalParameters] = []
    for nu in Self.firstNu {
      let start = CriticalParameters(criticalPoint: coarse, nu: nu, scalingDimension: 0)
      starts.append(held.applied(to: start))
    }
    let first = try Self.search(
      table, held, method, halfWidth, center: coarse, nu: held.nu ?? 1, starts)
    let parameters = first.fit.parameters
    (window, fit) = try Self.search(
      table, held, method, halfWidth, center: parameters.criticalPoint, nu: parameters.nu,
      [parameters])
  }

  private static func search(
    _ table: ScalingTable, _ held: HeldParameters, _ method: PolynomialScaling,
    _ halfWidth: Double?, center: Double, nu: Double, _ starts: [CriticalParameters]
  ) throws(ScalingFitError) -> (window: ScalingWindow, fit: ScalingFit) {
    func fit(_ halfWidth: Double) throws(ScalingFitError) -> (ScalingWindow, ScalingFit) {
      let window = ScalingWindow(center: center, nu: nu, halfWidth: halfWidth)
      let points: ScalingTable
      do {
        points = try table.restricted(to: window)
      } catch {
        throw .table(error)
      }
      return (window, try bestFit(points, held, method, starts))
    }
    if let halfWidth { return try fit(halfWidth) }

    let widest = ScalingWindow(center: center, nu: nu, halfWidth: 1)
    // Farther out there are points of one size only.
    let reaches = table.curves.map { $0.map(widest.distance).max()! }.sorted()
    var width = reaches[reaches.count - 2]
    let wanted = WindowContent(
      count: pointsPerParameter * method.parameterCount(holding: held),
      fullest: method.degree + 2, others: method.degree + 2)
    // A table with few temperatures has no better window than all of it.
    let fewest = wanted.atMost(WindowContent(of: table) { _ in true })
    func isEnough(_ window: ScalingWindow) -> Bool {
      WindowContent(of: table, window.contains).isAtLeast(fewest)
    }
    var failure = ScalingFitError.notConverged(method: method.name)
    var best: (cost: Double, width: Double, found: (ScalingWindow, ScalingFit))?
    while width > 0 {
      let window = ScalingWindow(center: center, nu: nu, halfWidth: width)
      let isLast = !isEnough(window)
      if best != nil, isLast { break }
      do {
        let found = try fit(width)
        let outside = table.points.count { !window.contains($0) }
        let cost = found.1.chiSquare + priceOfPoint * Double(outside)
        if cost < best?.cost ?? .infinity { best = (cost, width, found) }
      } catch {
        failure = error
      }
      if isLast { break }
      width *= step
    }
    guard let best else { throw failure }
    guard isEnough(best.found.0.scaled(by: reserve)) else { return best.found }
    return (try? fit(reserve * best.width)) ?? best.found
  }

  /// The best fit from any of the starts.
  private static func bestFit(
    _ table: ScalingTable, _ held: HeldParameters, _ method: PolynomialScaling,
    _ starts: [CriticalParameters]
  ) throws(ScalingFitError) -> ScalingFit {
    var best: ScalingFit?
    var failure = ScalingFitError.notConverged(method: method.name)
    for start in starts {
      do {
        let fit = try method.fit(table, holding: held, from: start)
        if fit.chiSquare < best?.chiSquare ?? .infinity { best = fit }
      } catch {
        failure = error
      }
    }
    guard let best else { throw failure }
    return best
  }
}
