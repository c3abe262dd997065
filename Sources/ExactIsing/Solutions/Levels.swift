/// An energy that occurs, with its probability.
public struct EnergyLevel: Hashable, Sendable {
  /// H, in units of J.
  public let energy: Int
  /// Its probability in the ensemble.
  public let probability: Double
}

/// A value of ΣS that occurs, with its probability.
public struct TotalSpinLevel: Hashable, Sendable {
  /// ΣS.
  public let totalSpin: Int
  /// Its probability in the ensemble.
  public let probability: Double
}

/// A pair of energy and ΣS that occurs, with its probability.
public struct JointLevel: Hashable, Sendable {
  /// H, in units of J.
  public let energy: Int
  /// ΣS.
  public let totalSpin: Int
  /// Its probability in the ensemble.
  public let probability: Double
}
