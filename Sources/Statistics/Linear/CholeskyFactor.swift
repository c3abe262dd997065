@preconcurrency import CGSL
import Glibc

/// The Cholesky decomposition A = L Lᵀ of a symmetric, positive definite matrix, by GSL.
public final class CholeskyFactor {
  private let factor: UnsafeMutablePointer<gsl_matrix>
  /// The number of rows and columns.
  public let dimension: Int

  /// The decomposition of `matrix`, of which the lower triangle is used; nil where it is not positive
  /// definite.
  ///
  /// - Parameters:
  ///   - dimension: the number of rows.
  ///   - matrix: `dimension`² numbers, row by row.
  public init?(_ matrix: [Double], dimension: Int) {
    precondition(dimension > 0 && matrix.count == dimension * dimension)
    GSL.prepare()
    guard let a = gsl_matrix_alloc(dimension, dimension) else {
      preconditionFailure("GSL: no memory for a matrix of \(dimension) rows")
    }
    factor = a
    self.dimension = dimension
    a.pointee.data.update(from: matrix, count: matrix.count)
    guard gsl_linalg_cholesky_decomp1(a) == 0, logDeterminant.isFinite else { return nil }
  }

  deinit { gsl_matrix_free(factor) }

  /// L row by row; what stands above the diagonal has no meaning.
  var lowerTriangle: [Double] {
    (0..<dimension * dimension).map {
      gsl_matrix_get(factor, $0 / dimension, $0 % dimension)
    }
  }

  /// ln det A.
  public var logDeterminant: Double {
    2 * (0..<dimension).reduce(0) { $0 + log(gsl_matrix_get(factor, $1, $1)) }
  }

  /// bᵀ A⁻¹ b.
  ///
  /// - Precondition: `vector` has `dimension` elements.
  public func inverseQuadraticForm(_ vector: [Double]) -> Double {
    precondition(vector.count == dimension)
    // L z = b, and bᵀ A⁻¹ b = zᵀ z.
    var z = vector
    let data = factor.pointee.data!
    var sum = 0.0
    for i in 0..<dimension {
      let row = data + i * Int(factor.pointee.tda)
      for k in 0..<i { z[i] -= row[k] * z[k] }
      z[i] /= row[i]
      sum += z[i] * z[i]
    }
    return sum
  }

  /// A⁻¹ b.
  public func solve(_ vector: [Double]) -> [Double] {
    precondition(vector.count == dimension)
    var x = vector
    x.withUnsafeMutableBufferPointer { buffer in
      var view = gsl_vector_view_array(buffer.baseAddress, dimension)
      GSL.check(gsl_linalg_cholesky_svx(factor, &view.vector), "gsl_linalg_cholesky_svx")
    }
    return x
  }
}

extension CholeskyFactor {
  /// L⁻¹ row by row, zeros above the diagonal: b ↦ L⁻¹ b makes noise of the covariance A independent.
  public var inverseLowerTriangle: [Double] {
    let lower = lowerTriangle
    var inverse = [Double](repeating: 0, count: dimension * dimension)
    for column in 0..<dimension {
      inverse[column * dimension + column] = 1 / lower[column * dimension + column]
      for row in column + 1..<max(dimension, column + 1) {
        var sum = 0.0
        for k in column..<row {
          sum += lower[row * dimension + k] * inverse[k * dimension + column]
        }
        inverse[row * dimension + column] = -sum / lower[row * dimension + row]
      }
    }
    return inverse
  }
}
