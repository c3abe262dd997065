import Glibc
import Statistics

/// The collapse with the least S.
///
/// It assumes nothing about the curve except that it is straight between neighbours. S is not smooth:
/// which points are neighbours, and which have any, changes with the parameters. Give it a table that is
/// restricted to a window, so that no point enters or leaves.
public struct QualityMinimization: CollapseMethod, Hashable {
  /// The method has no settings.
  public init() {}

  /// What reports call it.
  public var name: String { "minimization of S" }

  /// At least this part of the points must be surrounded by those of other sizes; otherwise curves
  /// that hardly overlap would collapse best.
  private static let overlap = 0.5

  /// The least S near `start`.
  ///
  /// - Throws: `ScalingFitError` where there is no number to give.
  public func fit(
    _ table: ScalingTable, holding held: HeldParameters, from start: CriticalParameters
  ) throws(ScalingFitError) -> QualityFit {
    let start = held.applied(to: start)
    let curves = ScaledCurves(table)
    let space = ParameterSpace(table, held, around: start)
    guard !held.free.isEmpty else {
      return QualityFit(parameters: start, quality: CollapseQuality(curves, at: start))
    }
    guard
      let minimum = SimplexMinimizer(
        from: space.origin, steps: space.steps, tolerance: 1e-4,
        of: { Self.objective(curves, at: space.parameters($0)) })
    else { throw .notConverged(method: name) }
    let parameters = space.parameters(minimum.position)
    try parameters.requireBracket(of: held, in: table)
    return QualityFit(
      parameters: parameters, quality: CollapseQuality(curves, at: parameters))
  }

  /// The least S of a resampled table, from where that of the table lies.
  public func refit(
    _ table: ScalingTable, holding held: HeldParameters, near fit: QualityFit
  ) throws(ScalingFitError) -> CriticalParameters {
    try self.fit(table, holding: held, from: fit.parameters).parameters
  }

  /// The curves of a polynomial, of the degree that H. Akaike's criterion prefers (IEEE Trans. Automat.
  /// Contr. 19, 716, 1974), at the parameters found; nil where none fits.
  public func noiseless(_ table: ScalingTable, at fit: QualityFit) -> ScalingTable? {
    let p = fit.parameters
    let held = HeldParameters(
      criticalPoint: p.criticalPoint, nu: p.nu, scalingDimension: p.scalingDimension)
    let curves = (1...10).compactMap { degree in
      try? PolynomialScaling(degree: degree).fit(table, holding: held, from: p)
    }
    guard
      let best = curves.min(by: {
        $0.chiSquare - 2 * Double($0.degreesOfFreedom)
          < $1.chiSquare - 2 * Double($1.degreesOfFreedom)
      }), best.pValue > 1e-3
    else { return nil }
    return table.replacingValues(
      table.points.map {
        pow($0.size, p.scalingDimension) * best.scalingFunction(p.scaledControl(of: $0))
      })
  }

  /// S, infinite outside of the domain.
  private static func objective(_ curves: ScaledCurves, at parameters: CriticalParameters) -> Double
  {
    guard parameters.nu > 0.02, parameters.nu < 50 else { return .infinity }
    let quality = CollapseQuality(curves, at: parameters)
    let enough = Double(quality.pointCount) >= overlap * Double(curves.pointCount)
    return enough ? quality.value : .infinity
  }

  /// The values of a parameter for which S stays below its minimum + 1, the other free ones being
  /// adjusted: the customary error of this method. Nil where S does not rise so far in the bracket.
  ///
  /// S is a mean and no sum, so the rule is no confidence interval: it widens neither with the number
  /// of points nor shrinks with it.
  public func plusOneInterval(
    of parameter: CriticalParameter, _ table: ScalingTable, holding held: HeldParameters,
    at fit: QualityFit
  ) -> ClosedRange<Double>? {
    precondition(held.free.contains(parameter), "\(parameter) is held")
    let bracket = parameter.bracket(in: table)
    func excess(_ value: Double) -> Double {
      var fixed = held
      switch parameter {
      case .criticalPoint: fixed.criticalPoint = value
      case .nu: fixed.nu = value
      case .scalingDimension: fixed.scalingDimension = value
      }
      guard let other = try? self.fit(table, holding: fixed, from: fit.parameters) else {
        return 1
      }
      return other.quality.value - fit.quality.value - 1
    }
    let best = fit.parameters[parameter]
    let precision = 1e-4 * (bracket.upperBound - bracket.lowerBound)
    guard bracket.contains(best),
      let low = bracketedRoot(in: bracket.lowerBound...best, precision: precision, of: excess),
      let high = bracketedRoot(in: best...bracket.upperBound, precision: precision, of: excess)
    else { return nil }
    return low...max(low, high)
  }
}

/// The outcome of minimizing S.
public struct QualityFit: CollapseFit {
  /// What was found, and what was held.
  public let parameters: CriticalParameters
  /// S there.
  public let quality: CollapseQuality
}
