import Statistics

/// The scaling fit: value = L^X f((T - T_c) L^(1/ν)) with a polynomial f, by weighted least squares.
///
/// T_c, ν and X are searched for by Levenberg-Marquardt, the coefficients of f are eliminated
/// (`SeparableLeastSquares`). The weights are the errors of the points, so χ² says whether the curves
/// do collapse. f is a polynomial only near T_c: give it a table that is restricted to a window.
public struct PolynomialScaling: CollapseMethod, Hashable {
  /// The degree of f.
  public var degree: Int
  /// Terms beside f.
  public var corrections: [ScalingCorrection]

  /// - Precondition: the degree is at least 1.
  public init(degree: Int = 4, corrections: [ScalingCorrection] = []) {
    precondition(degree >= 1)
    self.degree = degree
    self.corrections = corrections
  }

  /// What reports call it.
  public var name: String { "polynomial fit" }

  /// A polynomial of one degree more.
  public var alternatives: [(name: String, method: PolynomialScaling)] {
    var other = self
    other.degree += 1
    return [("degree \(other.degree)", other)]
  }

  /// The number of parameters, those of f included, of which `held.free` are critical ones.
  public func parameterCount(holding held: HeldParameters) -> Int {
    held.free.count + degree + 1 + corrections.reduce(0) { $0 + $1.powers.count }
  }

  /// The least χ² near `start`.
  ///
  /// - Throws: `ScalingFitError` where there is no number to give.
  public func fit(
    _ table: ScalingTable, holding held: HeldParameters, from start: CriticalParameters
  ) throws(ScalingFitError) -> ScalingFit {
    let count = parameterCount(holding: held)
    guard table.points.count > count else {
      throw .table(.tooFewPoints(table.points.count, parameters: count))
    }
    let model = PolynomialScalingModel(self, table, held, start: held.applied(to: start))
    guard
      let fit = SeparableLeastSquares(
        model, observations: table.points.map { $0.value / $0.error }, from: model.start)
    else { throw .notConverged(method: name) }
    let parameters = model.parameters(fit.parameters)
    try parameters.requireBracket(of: held, in: table)
    let covariance = model.covariance(fit.covariance, at: parameters)
    for parameter in held.free {
      // An error as wide as the bracket says that a curve without features was fitted.
      let bracket = parameter.bracket(in: table)
      guard Self.error(of: parameter, covariance) < bracket.upperBound - bracket.lowerBound else {
        throw .notConverged(method: name)
      }
    }
    return ScalingFit(
      parameters: parameters, covariance: covariance,
      chiSquare: fit.chiSquare, degreesOfFreedom: table.points.count - count,
      iterations: fit.iterations,
      curve: PolynomialCurve(
        coefficients: Array(fit.coefficients.prefix(degree + 1)), model: model,
        parameters: parameters))
  }

  /// The standard error of a parameter.
  fileprivate static func error(
    of parameter: CriticalParameter, _ covariance: [[Double]]
  ) -> Double {
    let index = CriticalParameter.allCases.firstIndex(of: parameter)!
    return covariance[index][index].squareRoot()
  }

  /// The least χ² of a resampled table, from where that of the table lies.
  public func refit(
    _ table: ScalingTable, holding held: HeldParameters, near fit: ScalingFit
  ) throws(ScalingFitError) -> CriticalParameters {
    try self.fit(table, holding: held, from: fit.parameters).parameters
  }
}

/// The outcome of a scaling fit.
public struct ScalingFit: CollapseFit {
  /// What was found, and what was held.
  public let parameters: CriticalParameters
  /// The covariance of T_c, ν and X, in this order, from the errors of the points; zero where a
  /// parameter is held.
  public let covariance: [[Double]]
  /// χ² of the fit.
  public let chiSquare: Double
  /// Points less everything that was fitted.
  public let degreesOfFreedom: Int
  /// Steps of the search.
  public let iterations: Int
  let curve: PolynomialCurve

  /// χ² for each degree of freedom.
  public var reducedChiSquare: Double { chiSquare / Double(degreesOfFreedom) }

  /// P(χ² at least as large) where the scaling form holds and the errors are right.
  public var pValue: Double {
    chiSquareUpperTail(chiSquare, degreesOfFreedom: Double(degreesOfFreedom))
  }

  /// The standard error of a parameter, from the errors of the points.
  public func standardError(of parameter: CriticalParameter) -> Double {
    PolynomialScaling.error(of: parameter, covariance)
  }

  /// f(x), the curve that all sizes share.
  public func scalingFunction(_ x: Double) -> Double { curve(x) }
}
