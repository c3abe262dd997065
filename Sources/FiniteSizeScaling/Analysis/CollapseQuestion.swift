/// Which of the methods finds the critical parameters.
public enum CollapseMethodName: String, Sendable, CaseIterable {
  case polynomial
  case quality
  case gaussianProcess = "gaussian-process"
}

/// What is asked of a table.
public struct CollapseQuestion: Sendable {
  /// What is known beforehand.
  public var held: HeldParameters
  /// The degree of f; nil where it is to be found.
  public var degree: Int?
  /// w of the window; nil where it is to be found.
  public var halfWidth: Double?
  public var method: CollapseMethodName
  /// The number of resampled tables for the errors.
  public var replicates: Int
  /// Seed of every random number used.
  public var seed: UInt64
  /// A fit with a lower p-value is rejected.
  public var rejectionLevel: Double

  public init(
    held: HeldParameters = HeldParameters(), degree: Int? = nil, halfWidth: Double? = nil,
    method: CollapseMethodName = .polynomial, replicates: Int = 200, seed: UInt64,
    rejectionLevel: Double
  ) {
    self.held = held
    self.degree = degree
    self.halfWidth = halfWidth
    self.method = method
    self.replicates = replicates
    self.seed = seed
    self.rejectionLevel = rejectionLevel
  }
}
