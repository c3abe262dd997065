import Storage

/// Why a table cannot be collapsed.
public enum ScalingTableError: InputError, Equatable {
  case empty
  /// A number is NaN or infinite. Rows count from 1.
  case notFinite(row: Int, column: String, found: Double)
  case badSize(row: Int, found: Double)
  case badError(row: Int, found: Double)
  /// All points are of one size.
  case singleSize(Double)
  /// Fewer points than the fit has parameters, or as many.
  case tooFewPoints(Int, parameters: Int)
  /// No two curves cross where they are known.
  case oneSided(controls: ClosedRange<Double>, symbol: String)
  /// Tables that belong together are not of the same sizes and temperatures.
  case differentGrids(first: Int, other: Int)
  /// Seeds do not have as many replicates each.
  case differentReplicates(Int, Int)
  /// No two sizes reach the same values of the control parameter.
  case apart(symbol: String)

  public var description: String {
    switch self {
    case .empty: "found no points; wanted at least two sizes"
    case .notFinite(let row, let column, let found):
      "row \(row): found the \(column) \(found); wanted a finite number"
    case .badSize(let row, let found):
      "row \(row): found the size \(found.brief); wanted a positive one"
    case .badError(let row, let found):
      "row \(row): found the error \(found.brief); wanted a positive one"
    case .singleSize(let size): "found one size only, L = \(size.brief); wanted at least two"
    case .tooFewPoints(let count, let parameters):
      "found \(count) points for \(parameters) parameters; wanted more points than parameters"
    case .oneSided(let controls, let symbol):
      "found no two curves that cross between \(symbol) = \(controls.lowerBound.brief) and "
        + "\(controls.upperBound.brief), all \(symbol) lie on one side of the crossing; wanted some "
        + "on either side"
    case .differentGrids(let first, let other):
      "found tables of different sizes and temperatures (\(first) and \(other) points); wanted the "
        + "same ones for every seed and replicate"
    case .differentReplicates(let fewest, let most):
      "found \(fewest) replicates of one seed and \(most) of another; wanted as many of each"
    case .apart(let symbol):
      "found no two sizes that reach the same \(symbol); wanted curves that overlap"
    }
  }
}

extension Double {
  /// The number without ".0" where it is whole.
  var brief: String {
    self == rounded() && abs(self) < 1e15 ? String(Int(self)) : "\(self)"
  }
}
