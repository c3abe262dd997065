/// The means of equal stretches of a series, which know its correlations without being told τ.
///
/// With b batches much longer than τ the batch means are independent, and s²/b with s² their variance
/// estimates the variance of the mean on b - 1 degrees of freedom (H. Schmeiser, Oper. Res. 30, 556,
/// 1982). Twenty batches keep Student's quantiles small and see correlations up to a twentieth of the
/// series, including slow ones of small amplitude that a window on ρ(t) closes before.
public struct BatchMeans: Sendable {
  /// b.
  public let count: Int
  /// The mean of all batches; elements beyond the last whole batch are left out.
  public let mean: Double
  /// The estimated variance of `mean`.
  public let varianceOfMean: Double

  /// The number of batches where none is given.
  public static let standardCount = 20

  /// The batches of `series`; nil where it has fewer elements than batches.
  ///
  /// - Precondition: at least two batches.
  public init?(_ series: [Double], count: Int = standardCount) {
    precondition(count >= 2)
    let length = series.count / count
    guard length >= 1 else { return nil }
    self.count = count
    let means = (0..<count).map { batch in
      series[batch * length..<(batch + 1) * length].reduce(0, +) / Double(length)
    }
    let mean = means.reduce(0, +) / Double(count)
    self.mean = mean
    varianceOfMean =
      means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count * (count - 1))
  }

  /// The two-sided p-value of the mean against `expected`, by Student's t with b - 1 degrees of freedom.
  ///
  /// - Parameters:
  ///   - expected: the mean under the hypothesis.
  ///   - expectedError: the standard error of `expected`, where it is an estimate; squares add.
  public func pValue(against expected: Double, expectedError: Double = 0) -> Double {
    let deviation = abs(mean - expected)
    guard deviation > 0 else { return 1 }
    let error = (varianceOfMean + expectedError * expectedError).squareRoot()
    guard error > 0 else { return 0 }
    return min(
      1,
      2
        * studentTUpperTail(
          deviation / error, degreesOfFreedom: Double(count - 1)))
  }
}
