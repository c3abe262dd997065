import Glibc

/// Where the curves of pairs of sizes cross, against how fast that should tend to T_c:
/// T*(L, L′) = T_c + A (L L′)^(-(1/ν + ω)/2).
///
/// A picture beside the average of models, with ν and ω from there: what is fitted is A and, for itself, T_c.
public struct CrossingExtrapolation: Sendable {
  /// The crossing of two sizes.
  public struct Point: Sendable {
    /// L.
    public let size: Double
    /// L′.
    public let otherSize: Double
    /// (L L′)^(-(1/ν + ω)/2).
    public let position: Double
    /// T*(L, L′).
    public let control: Double
    /// The standard error of T*.
    public let error: Double
  }

  /// The pairs of successive sizes that cross clearly.
  public let points: [Point]
  /// 1/ν + ω.
  public let exponent: Double
  /// The straight line: its value at 0, with the error of that, and its slope; nil with fewer than two.
  public let line: (criticalPoint: Double, error: Double, slope: Double)?

  /// - Parameters:
  ///   - crossings: the crossings of neighbouring sizes.
  ///   - nu: ν.
  ///   - omega: ω.
  public init(_ crossings: CrossingTable, nu: Double, omega: Double) {
    let exponent = 1 / nu + omega
    self.exponent = exponent
    points = crossings.pairs.compactMap { pair in
      pair.crossing.map {
        Point(
          size: pair.size, otherSize: pair.otherSize,
          position: pow(pair.size * pair.otherSize, -exponent / 2), control: $0.control,
          error: $0.standardError)
      }
    }
    var (w, wx, wy, wxx, wxy) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for point in points where point.error > 0 {
      let weight = 1 / (point.error * point.error)
      w += weight
      wx += weight * point.position
      wy += weight * point.control
      wxx += weight * point.position * point.position
      wxy += weight * point.position * point.control
    }
    let determinant = w * wxx - wx * wx
    guard points.count >= 2, determinant > 1e-12 * w * wxx else {
      line = nil
      return
    }
    line = (
      (wxx * wy - wx * wxy) / determinant, (wxx / determinant).squareRoot(),
      (w * wxy - wx * wy) / determinant
    )
  }
}
