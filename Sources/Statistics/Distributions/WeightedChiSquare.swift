/// The law of Σ_k λ_k Z_k², a quadratic form of normal variables, by its first three cumulants.
///
/// With c_j = Σ λ_k^j the form has mean c₁, variance 2c₂ and third cumulant 8c₃. A shifted and scaled
/// chi-square with ν = c₂³/c₃² degrees of freedom has the same three:
///
///     P(Q ≥ q) ≈ P(χ²_ν ≥ (q - c₁) √(2ν) / √(2c₂) + ν)
///
/// (J. P. Imhof, Biometrika 48, 419, 1961, eq. 4.1, after E. S. Pearson 1959). It is exact for equal λ.
/// Where one λ outweighs the rest, the tail at 10⁻⁵ is too large by up to a fifth.
public struct WeightedChiSquare: Sendable, Equatable {
  /// c₁.
  private let first: Double
  /// c₂/c₁² and c₃/c₁³, which neither overflow nor underflow where c₁ does not.
  private let second: Double
  private let third: Double

  /// The mean of Q.
  public var mean: Double { first }

  /// The law of xᵀx for normal x of mean zero and covariance `matrix`, whose eigenvalues are the λ.
  ///
  /// - Precondition: the matrix is square and not empty.
  public init(covariance matrix: [[Double]]) {
    let indices = matrix.indices
    precondition(!matrix.isEmpty && matrix.allSatisfy { $0.count == matrix.count })
    let trace = indices.reduce(0) { $0 + matrix[$1][$1] }
    first = trace
    guard trace >= .leastNormalMagnitude else {
      (second, third) = (0, 0)
      return
    }
    let scaled = matrix.map { row in row.map { $0 / trace } }
    let square = indices.map { i in
      indices.map { j in indices.reduce(0.0) { $0 + scaled[i][$1] * scaled[$1][j] } }
    }
    second = indices.reduce(0) { $0 + square[$1][$1] }
    third = indices.reduce(0) { sum, i in
      indices.reduce(sum) { $0 + square[i][$1] * scaled[$1][i] }
    }
  }

  /// A law with the mean, the variance and the third cumulant given.
  ///
  /// - Precondition: the mean is positive.
  public init(mean: Double, variance: Double, thirdCumulant: Double) {
    precondition(mean > 0)
    first = mean
    second = variance / (2 * mean * mean)
    third = thirdCumulant / (8 * mean * mean * mean)
  }

  /// P(Q ≥ q); 1 where Q does not vary and q is not above its mean.
  public func upperTail(_ q: Double) -> Double {
    guard second > 0, third > 0 else { return q <= first ? 1 : 0 }
    let freedom = second * second * second / (third * third)
    let shifted = (q / first - 1) * (freedom / second).squareRoot() + freedom
    return shifted <= 0 ? 1 : chiSquareUpperTail(shifted, degreesOfFreedom: freedom)
  }
}
