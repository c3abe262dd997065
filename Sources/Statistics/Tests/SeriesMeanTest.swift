/// Is the mean of a correlated series the expected one?
///
/// t = (x̄ - μ) / (s (2 τ_int/n)^½) with n/(2W + 1) degrees of freedom, τ_int and W from the series itself
/// (A. D. Sokal 1997), and the means of 20 batches with 19; the larger of the two p-values counts. The
/// first has the power, the second is a lower guard where τ is underestimated.
///
/// Measured rates: see `EffectiveSize.fewestTimes`.
public struct SeriesMeanTest: Sendable {
  /// x̄.
  public let mean: Double
  /// The variance of one element.
  public let variance: Double
  /// What the series is worth.
  public let size: EffectiveSize
  /// t by the series' own τ.
  public let statistic: Double
  /// The two-sided p-value.
  public let pValue: Double

  /// The standard error of the mean, s/√n_eff.
  public var standardError: Double { (variance / size.count).squareRoot() }

  /// Tests `series`, in the order of the samples.
  ///
  /// - Parameters:
  ///   - expected: the mean under the hypothesis.
  ///   - series: in the order of the samples.
  ///   - expectedError: the standard error of `expected`, where it is an estimate; squares add.
  ///   - size: what the series is worth; by its own autocorrelation where none is given.
  /// - Precondition: there is at least one element.
  public init(
    _ series: [Double], expected: Double, expectedError: Double = 0, size: EffectiveSize? = nil
  ) {
    precondition(!series.isEmpty)
    let count = Double(series.count)
    let mean = series.reduce(0, +) / count
    let squares = series.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    variance = series.count > 1 ? squares / (count - 1) : 0
    let size = size ?? EffectiveSize(of: integratedAutocorrelationTime(series))
    self.size = size
    let deviation = mean - expected
    let error = (variance / size.count + expectedError * expectedError).squareRoot()
    guard deviation != 0 else {
      (statistic, pValue) = (0, 1)
      return
    }
    guard error > 0 else {
      statistic = deviation < 0 ? -.infinity : .infinity
      pValue = 0
      return
    }
    statistic = deviation / error
    let own = 2 * studentTUpperTail(abs(statistic), degreesOfFreedom: size.degreesOfFreedom)
    pValue = min(
      1, max(own, BatchMeans(series)?.pValue(against: expected, expectedError: expectedError) ?? 0))
  }
}
