/// The least-squares line through points of equal, unknown error, and the 95 % interval of its slope.
public struct StraightLine: Sendable {
  /// dy/dx; 0 where there is no slope to speak of.
  public let slope: Double
  /// Without bounds for fewer than three points or a single abscissa.
  public let interval: ClosedRange<Double>

  /// The line through `points`, of which there is at least one.
  public init(_ points: [(x: Double, y: Double)]) {
    let count = Double(points.count)
    let meanX = points.reduce(0) { $0 + $1.x } / count
    let meanY = points.reduce(0) { $0 + $1.y } / count
    let squares = points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
    guard points.count > 2, squares > 0 else {
      slope = 0
      interval = -.infinity ... .infinity
      return
    }
    let slope = points.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) } / squares
    let residuals = points.reduce(0) { sum, point in
      let residual = point.y - meanY - slope * (point.x - meanX)
      return sum + residual * residual
    }
    let error = (residuals / (count - 2) / squares).squareRoot()
    let half = studentTQuantile(0.975, degreesOfFreedom: count - 2) * error
    self.slope = slope
    interval = slope - half...slope + half
  }
}
