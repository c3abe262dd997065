import Glibc

/// What a collapse is to find: value = L^X f((T - T_c) L^(1/ν)).
public struct CriticalParameters: Sendable, Hashable {
  /// T_c, or β_c.
  public var criticalPoint: Double
  /// The exponent ν of the correlation length.
  public var nu: Double
  /// The scaling dimension X: 0 for a dimensionless ratio, -β/ν for a magnetization, γ/ν for a
  /// susceptibility.
  public var scalingDimension: Double

  /// Parameters; X is 0 unless something else is said.
  public init(criticalPoint: Double, nu: Double, scalingDimension: Double = 0) {
    self.criticalPoint = criticalPoint
    self.nu = nu
    self.scalingDimension = scalingDimension
  }

  /// (T - T_c) L^(1/ν) of a point.
  public func scaledControl(of point: ScalingPoint) -> Double {
    (point.control - criticalPoint) * pow(point.size, 1 / nu)
  }

  /// Value and error of a point, divided by L^X.
  public func scaledValue(of point: ScalingPoint) -> (value: Double, error: Double) {
    let factor = pow(point.size, -scalingDimension)
    return (factor * point.value, factor * point.error)
  }
}

/// One of the critical parameters by name.
public enum CriticalParameter: String, Sendable, Hashable, CaseIterable {
  case criticalPoint
  case nu
  case scalingDimension

  /// Where a fit may find it; beyond that it has lost its way.
  func bracket(in table: ScalingTable) -> ClosedRange<Double> {
    switch self {
    case .criticalPoint: table.sharedControls
    case .nu: 0.1...10
    case .scalingDimension: -10...10
    }
  }
}

extension CriticalParameters {
  /// A parameter by its name.
  public subscript(parameter: CriticalParameter) -> Double {
    get {
      switch parameter {
      case .criticalPoint: criticalPoint
      case .nu: nu
      case .scalingDimension: scalingDimension
      }
    }
    set {
      switch parameter {
      case .criticalPoint: criticalPoint = newValue
      case .nu: nu = newValue
      case .scalingDimension: scalingDimension = newValue
      }
    }
  }
}
