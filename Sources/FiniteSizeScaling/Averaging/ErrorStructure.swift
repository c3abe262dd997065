/// How the errors of points depend on one another.
public enum ErrorStructure: Sendable, Hashable {
  /// Each point has an error of its own.
  case independent
  /// The points of one size share a part of their errors, as reweighted ones do, with this correlation. Fits
  /// weigh points as if they were independent, since how errors depend on one another is hardly known, and
  /// their errors are those of points that move together.
  case shared(Double)
  /// The covariance of all points, observables one after another.
  case covariance(ErrorCovariance)
}
