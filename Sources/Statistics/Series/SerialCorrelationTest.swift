/// Do later elements of a series follow earlier ones? A one-sided test of positive correlation.
///
/// Independent elements have ρ̂(t) of mean -1/n and variance 1/n, so
/// z(W) = (Σ_{t ≤ W} ρ̂(t) + W/n) / (W/n)^½ is standard normal (M. S. Bartlett, J. R. Stat. Soc. Suppl. 8,
/// 27, 1946). It is taken at W = 1, 2, 4 and 8, which see fast correlations. Slow ones of small amplitude,
/// a thousandth of the variance that takes half the series to change, show in the means of 20 batches:
/// their scatter over that of the elements is F with 19 and n - 20 degrees of freedom. The smallest of
/// the five p-values counts five times (Bonferroni).
public struct SerialCorrelationTest: Sendable {
  /// P(so much correlation | independent elements), at most 1.
  public let pValue: Double

  /// The lags up to which ρ̂ is summed.
  static let windows = [1, 2, 4, 8]
  /// Shorter series than this tell nothing.
  static let fewestSamples = 10

  /// The test of `series`; p = 1 where it is constant or shorter than ten.
  public init(_ series: [Double]) {
    let count = series.count
    let covariances = SummedAutocovariance([series])
    guard count >= Self.fewestSamples, covariances.atLagZero > 0 else {
      pValue = 1
      return
    }
    let n = Double(count)
    var (sum, smallest) = (0.0, 1.0)
    covariances.forEachLag(upTo: min(Self.windows.last!, count / 2)) { lag, covariance in
      sum += covariance / covariances.atLagZero
      if Self.windows.contains(lag) {
        let width = Double(lag) / n
        smallest = min(smallest, normalUpperTail((sum + width) / width.squareRoot()))
      }
      return true
    }
    let batches = BatchMeans(series)
    if let batches, count >= 2 * batches.count {
      let ratio = batches.varianceOfMean * n / (covariances.atLagZero / (n - 1))
      smallest = min(
        smallest,
        fUpperTail(
          ratio, numeratorDegreesOfFreedom: Double(batches.count - 1),
          denominatorDegreesOfFreedom: n - Double(batches.count)))
    }
    pValue = min(1, Double(Self.windows.count + 1) * smallest)
  }
}
