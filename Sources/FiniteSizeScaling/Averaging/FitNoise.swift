import Statistics

/// What makes observations independent of one another: multiplication by the inverse of a Cholesky factor of
/// their correlations.
struct FitNoise: Sendable {
  /// The inverse of the factor, lower triangle row by row, of the rows that hold points; nil where errors are
  /// taken as independent.
  private let factor: (rows: [Int], inverse: [Double])?

  var isIndependent: Bool { factor == nil }

  /// Nil where a covariance is not positive definite.
  init?(_ structure: ErrorStructure, sources: [Int], weights: [Double]) {
    guard case .covariance(let covariance) = structure else {
      factor = nil
      return
    }
    let rows = sources.indices.filter { sources[$0] >= 0 }
    let count = rows.count
    var correlations = [Double](repeating: 0, count: count * count)
    for (i, row) in rows.enumerated() {
      for (j, other) in rows.enumerated() {
        correlations[i * count + j] =
          covariance[sources[row], sources[other]] * weights[row] * weights[other]
      }
    }
    guard let cholesky = CholeskyFactor(correlations, dimension: count) else { return nil }
    factor = (rows, cholesky.inverseLowerTriangle)
  }

  /// Multiplies a column over errors.
  func whiten(_ column: inout [Double]) {
    column.withUnsafeMutableBufferPointer { whiten($0.baseAddress!) }
  }

  func whiten(_ column: UnsafeMutablePointer<Double>) {
    guard let (rows, inverse) = factor else { return }
    let count = rows.count
    // From the end, so that what is still needed is not yet replaced.
    for i in stride(from: count - 1, through: 0, by: -1) {
      var sum = 0.0
      for j in 0...i { sum += inverse[i * count + j] * column[rows[j]] }
      column[rows[i]] = sum
    }
  }
}
