import FiniteSizeScaling
import Storage

/// A table that gives no number: a fit did not converge, left its bracket or is unstable.
public struct CollapseUndetermined: InconclusiveError {
  /// What the table is called, usually the name of a file.
  public let file: String
  let observables: [ScalingObservable]
  let question: CollapseQuestion
  let error: ScalingFitError
  /// Nil where X is not known.
  let crossings: CrossingTable?

  /// The file, and why.
  public var description: String { "\(file.printable()): inconclusive: \(error)" }
}
