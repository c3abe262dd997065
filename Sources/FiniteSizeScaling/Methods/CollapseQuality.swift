import Glibc

/// How well curves of several sizes lie on one another: the quality S of J. Houdayer and
/// A. K. Hartmann (Phys. Rev. B 70, 014418, 2004).
///
/// S = (1/𝒩) Σ (y - Y)²/(dy² + dY²) over the scaled points (x, y ± dy), x = (T - T_c) L^(1/ν) and
/// y = L^(-X) value. Y ± dY is where the other sizes put the curve at x: of each other size that has
/// points on both sides of x the two next to it are taken, and a straight line is fitted to them all,
/// weighted by their errors. Points that no other size surrounds are left out of S and 𝒩. S is about 1
/// where the curves collapse within their errors, and much larger where they do not. It is no χ²: the
/// terms share points, and the line takes the curve for straight between neighbours.
public struct CollapseQuality: Sendable, Hashable {
  /// S; infinite where no point is surrounded by those of another size.
  public let value: Double
  /// The number 𝒩 of points in it.
  public let pointCount: Int

  /// S of the points of `table`, scaled with `parameters`.
  public init(of table: ScalingTable, at parameters: CriticalParameters) {
    self.init(ScaledCurves(table), at: parameters)
  }

  init(_ curves: ScaledCurves, at parameters: CriticalParameters) {
    var curves = curves
    curves.scale(with: parameters)
    (value, pointCount) = curves.quality()
  }
}

/// The points of a table, scaled again and again with other parameters.
struct ScaledCurves {
  private let sizes: [Double]
  private let curves: [[ScalingPoint]]
  private var x: [[Double]]
  private var y: [[Double]]
  private var variance: [[Double]]

  var pointCount: Int { curves.reduce(0) { $0 + $1.count } }

  init(_ table: ScalingTable) {
    sizes = table.sizes
    curves = table.curves
    x = curves.map { $0.map(\.control) }
    y = x
    variance = x
  }

  mutating func scale(with parameters: CriticalParameters) {
    for (i, curve) in curves.enumerated() {
      let stretch = pow(sizes[i], 1 / parameters.nu)
      let factor = pow(sizes[i], -parameters.scalingDimension)
      for (j, point) in curve.enumerated() {
        x[i][j] = (point.control - parameters.criticalPoint) * stretch
        y[i][j] = factor * point.value
        variance[i][j] = factor * factor * point.error * point.error
      }
    }
  }

  func quality() -> (value: Double, pointCount: Int) {
    var sum = 0.0
    var count = 0
    for i in curves.indices {
      // Where each other curve has its first point above the present x, which ascends.
      var above = [Int](repeating: 0, count: curves.count)
      for j in curves[i].indices {
        guard let (curve, uncertainty) = master(at: x[i][j], without: i, above: &above) else {
          continue
        }
        let deviation = y[i][j] - curve
        sum += deviation * deviation / (variance[i][j] + uncertainty)
        count += 1
      }
    }
    return (count > 0 ? sum / Double(count) : .infinity, count)
  }

  /// Y and dY² at `position`, from the neighbours in all curves but one.
  private func master(
    at position: Double, without own: Int, above: inout [Int]
  ) -> (value: Double, variance: Double)? {
    // Moments about `position`, where the line is wanted.
    var (w, wx, wy, wxx, wxy) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for other in curves.indices where other != own {
      let xs = x[other]
      while above[other] < xs.count, xs[above[other]] < position { above[other] += 1 }
      let upper = max(1, above[other])
      guard upper < xs.count, xs[upper - 1] <= position, position <= xs[upper] else { continue }
      for index in [upper - 1, upper] {
        let weight = 1 / variance[other][index]
        let offset = xs[index] - position
        let value = y[other][index]
        w += weight
        wx += weight * offset
        wy += weight * value
        wxx += weight * offset * offset
        wxy += weight * offset * value
      }
    }
    let determinant = w * wxx - wx * wx
    guard determinant > 1e-12 * w * wxx else { return nil }
    return ((wxx * wy - wx * wxy) / determinant, wxx / determinant)
  }
}
