/// How extreme a vector y of mean zero is, by two statistics at once: its square, and the component that is
/// the most of its standard deviations away from zero.
struct JointExtremity {
  private let law: WeightedChiSquare
  private let variances: [Double]

  /// - Parameter covariance: of y under the hypothesis.
  init(covariance: [[Double]]) {
    law = WeightedChiSquare(covariance: covariance)
    variances = covariance.indices.map { covariance[$0][$0] }
  }

  /// The smaller of the p-values of both, if y is normal: small where y is extreme. Its double bounds the
  /// p-value of the pair (Bonferroni).
  ///
  /// Vectors whose square is below every value that the fitted law can take get more than 1, the more the
  /// smaller the square is, so that no two of them tie.
  func smallestPValue(of y: [Double]) -> Double {
    var (square, largest) = (0.0, 0.0)
    for k in y.indices {
      square += y[k] * y[k]
      if variances[k] > 0 { largest = max(largest, y[k] * y[k] / variances[k]) }
    }
    let tail = law.upperTail(square)
    let together = tail < 1 ? tail : 2 - square / max(law.mean, square, .leastNormalMagnitude)
    return min(together, Double(y.count) * normalTwoSidedPValue(largest.squareRoot()))
  }
}
