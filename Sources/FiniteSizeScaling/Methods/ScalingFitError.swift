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

  public var description: String {
    switch self {
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
