/// A polynomial through points with errors, by weighted linear least squares.
public struct PolynomialLeastSquares: Sendable {
  /// The coefficients of 1, u, u², …, with u = (x - centre)/scale.
  public let coefficients: [Double]
  /// Σ ((y - p(x))/σ)².
  public let chiSquare: Double
  private let centre: Double
  private let scale: Double

  /// The polynomial of degree `degree` that makes Σ ((y - p(x))/σ)² least; nil where the points do
  /// not determine it.
  ///
  /// - Precondition: the three lists have one length and all `errors` are positive.
  public init?(positions: [Double], values: [Double], errors: [Double], degree: Int) {
    let count = positions.count
    precondition(values.count == count && errors.count == count && errors.allSatisfy { $0 > 0 })
    guard let low = positions.min(), let high = positions.max(), degree < count else { return nil }
    let centre = (low + high) / 2
    let scale = high > low ? (high - low) / 2 : 1
    var basis = [Double](repeating: 0, count: count * (degree + 1))
    for i in 0..<count {
      var power = 1 / errors[i]
      for k in 0...degree {
        basis[k * count + i] = power
        power *= (positions[i] - centre) / scale
      }
    }
    guard let decomposition = ThinQR(basis, rows: count, columns: degree + 1) else { return nil }
    var residuals = zip(values, errors).map { $0 / $1 }
    coefficients = decomposition.coefficients(of: decomposition.project(&residuals))
    chiSquare = residuals.reduce(0) { $0 + $1 * $1 }
    self.centre = centre
    self.scale = scale
  }

  /// p(x).
  public func callAsFunction(_ x: Double) -> Double {
    let u = (x - centre) / scale
    return coefficients.reversed().reduce(0) { $0 * u + $1 }
  }
}
