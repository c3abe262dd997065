/// Which critical parameters are known beforehand; the others are free.
public struct HeldParameters: Sendable, Hashable {
  /// T_c, or nil where it is to be found.
  public var criticalPoint: Double?
  /// ν, or nil where it is to be found.
  public var nu: Double?
  /// X, or nil where it is to be found.
  public var scalingDimension: Double?

  /// The scaling dimension is 0 unless something else is said.
  public init(criticalPoint: Double? = nil, nu: Double? = nil, scalingDimension: Double? = 0) {
    self.criticalPoint = criticalPoint
    self.nu = nu
    self.scalingDimension = scalingDimension
  }

  /// The parameters that are to be found, in a fixed order.
  public var free: [CriticalParameter] {
    var free: [CriticalParameter] = []
    if criticalPoint == nil { free.append(.criticalPoint) }
    if nu == nil { free.append(.nu) }
    if scalingDimension == nil { free.append(.scalingDimension) }
    return free
  }

  /// `parameters` with those that are held at their values.
  func applied(to parameters: CriticalParameters) -> CriticalParameters {
    CriticalParameters(
      criticalPoint: criticalPoint ?? parameters.criticalPoint, nu: nu ?? parameters.nu,
      scalingDimension: scalingDimension ?? parameters.scalingDimension)
  }
}
