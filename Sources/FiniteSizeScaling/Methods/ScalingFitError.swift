import Storage

/// Why a fit gives no number.
public enum ScalingFitError: InconclusiveError, Equatable {
  /// The search for the best parameters came to no end, or the data do not determine them.
  case notConverged(method: String)
  /// The best parameters lie outside of where they can be believed.
  case leftBracket(parameter: CriticalParameter, found: Double, bracket: ClosedRange<Double>)
  /// The fit has no points to spare.
  case table(ScalingTableError)
  /// Too many of the resampled tables could not be fitted for their scatter to be an error.
  case unstable(failed: Int, replicates: Int)
  /// The polynomial bends less than the curves do between neighbouring points, so that χ² cannot say
  /// whether these collapse.
  case tooStiff(degree: Int)
  /// One curve for all sizes, without scaling, follows the points nearly as well.
  case featureless

  /// No two sizes reach the same values of the control parameter.
  case apart(symbol: String)
  /// Curves lie one above the other where they are known, and have no peak.
  case noTransition(
    controls: ClosedRange<Double>, symbol: String, name: String, scalingDimension: Double)
  /// Single points scatter about any smooth curve by more than their errors.
  case scattered
  /// No model that was tried can be fitted.
  case noModel
  /// There are too few points to find errors from their scatter.
  case noScatter

  public var description: String {
    switch self {
    case .apart(let symbol):
      "no two sizes reach the same \(symbol); wanted curves that overlap"
    case .noTransition(let controls, let symbol, let name, let scalingDimension):
      "no two curves cross between \(symbol) = \(controls.lowerBound.brief) and "
        + "\(controls.upperBound.brief), and none has a peak there: all \(symbol) lie on one side of the "
        + "transition, or there is none at which \(name) has the scaling dimension "
        + "\(scalingDimension.brief) (for a quantity with another one, such as a magnetization, it must "
        + "be given or left free)"
    case .scattered:
      "single points scatter about any smooth curve by much more than their errors: the errors are too "
        + "small, or points are wrong"
    case .noModel:
      "no scaling form could be fitted; wanted at least three sizes with some four points each about "
        + "the transition"
    case .noScatter:
      "there are too few points of each size to find errors from their scatter"
    case .notConverged(let method):
      "the \(method) did not converge: the points do not determine the critical parameters"
    case .leftBracket(let parameter, let found, let bracket):
      "the fit left its bracket: \(parameter.name) = \(found.brief), which is not between "
        + "\(bracket.lowerBound.brief) and \(bracket.upperBound.brief)"
    case .table(let error): "\(error)"
    case .unstable(let failed, let replicates):
      "the fit is unstable: \(failed) of \(replicates) resampled tables could not be fitted"
    case .tooStiff(let degree):
      "a polynomial of degree \(degree) does not follow the curves between neighbouring points; wanted "
        + "more points near the crossing, closer together"
    case .featureless:
      "the points determine nothing: one curve for all sizes, without scaling, follows them nearly "
        + "as well"
    }
  }
}

extension CriticalParameter {
  /// The parameter in words.
  public var name: String {
    switch self {
    case .criticalPoint: "the critical point"
    case .nu: "ν"
    case .scalingDimension: "the scaling dimension"
    }
  }
}
