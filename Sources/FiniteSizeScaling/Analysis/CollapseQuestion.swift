/// Which of the methods finds the critical parameters.
public enum CollapseMethodName: String, Sendable, CaseIterable {
  /// An average of polynomials, with corrections to scaling.
  case polynomial
  /// The least S.
  case quality
  /// A Gaussian process as f.
  case gaussianProcess = "gaussian-process"
}

/// What is asked of a table.
public struct CollapseQuestion: Sendable {
  /// T_c, or nil where it is to be found.
  public var criticalPoint: Double?
  /// ν, or nil where it is to be found.
  public var nu: Double?
  /// The degree of f; nil where it is to be found.
  public var degree: Int?
  /// The largest |T - T_c| L^(1/ν); nil where it is to be found.
  public var halfWidth: Double?
  /// What is assumed about corrections to scaling.
  public var correction: CorrectionChoice
  /// The method whose numbers are reported first.
  public var method: CollapseMethodName
  /// The number of resampled tables for the errors of methods that have no others.
  public var replicates: Int
  /// Seed of every random number used.
  public var seed: UInt64
  /// A fit with a lower p-value is rejected.
  public var rejectionLevel: Double
  /// Whether the tables' errors are known; otherwise they are found from the scatter of the points.
  public var hasErrors: Bool
  /// The covariance of the points' errors, observables one after another and each in the order of its table;
  /// nil where they are independent, or not known to depend on one another.
  public var covariance: ErrorCovariance?

  /// Everything is to be found from a table with errors, unless something else is said.
  public init(
    criticalPoint: Double? = nil, nu: Double? = nil, degree: Int? = nil, halfWidth: Double? = nil,
    correction: CorrectionChoice = .fromData, method: CollapseMethodName = .polynomial,
    replicates: Int = 200, seed: UInt64, rejectionLevel: Double, hasErrors: Bool = true,
    covariance: ErrorCovariance? = nil
  ) {
    self.criticalPoint = criticalPoint
    self.nu = nu
    self.degree = degree
    self.halfWidth = halfWidth
    self.correction = correction
    self.method = method
    self.replicates = replicates
    self.seed = seed
    self.rejectionLevel = rejectionLevel
    self.hasErrors = hasErrors
    self.covariance = covariance
  }

  /// What is held for an observable.
  public func held(for observable: ScalingObservable) -> HeldParameters {
    HeldParameters(
      criticalPoint: criticalPoint, nu: nu, scalingDimension: observable.scalingDimension)
  }
}
