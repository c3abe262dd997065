import Glibc

/// The points near the critical point: |T - T₀| L^(1/ν₀) ≤ w.
///
/// The centre T₀, ν₀ and w are given beforehand and stay where they are, whatever T_c and ν a fit tries
/// meanwhile. A window that moved along would change which points are weighed and have minima of its own
/// making.
public struct ScalingWindow: Sendable, Hashable {
  /// T₀.
  public var center: Double
  /// ν₀.
  public var nu: Double
  /// w, in units of T L^(1/ν₀).
  public var halfWidth: Double

  /// - Precondition: ν₀ > 0 and w > 0.
  public init(center: Double, nu: Double = 1, halfWidth: Double) {
    precondition(nu > 0 && halfWidth > 0)
    self.center = center
    self.nu = nu
    self.halfWidth = halfWidth
  }

  /// Whether `point` lies inside.
  public func contains(_ point: ScalingPoint) -> Bool {
    // A hair wider, so that a grid that was made for the window is inside with its ends.
    distance(of: point) <= halfWidth * (1 + 1e-9)
  }

  /// |T - T₀| L^(1/ν₀) of a point.
  public func distance(of point: ScalingPoint) -> Double {
    abs(point.control - center) * pow(point.size, 1 / nu)
  }

  /// The window of another width.
  public func scaled(by factor: Double) -> ScalingWindow {
    ScalingWindow(center: center, nu: nu, halfWidth: factor * halfWidth)
  }
}
