/// The integrated autocorrelation time of a series and the number of independent samples it is worth.
///
/// τ_int = ½ + Σ_{t ≥ 1} ρ(t), so uncorrelated samples have τ_int = ½ and n samples carry the
/// information of n_eff = n / (2 τ_int) independent ones: Var(mean) = Var(x) / n_eff.
public struct Autocorrelation: Sendable, Equatable {
  /// τ_int in units of the spacing of the series; never below ½.
  public let integratedTime: Double
  /// The lag W up to which ρ was summed.
  public let window: Int
  /// The number n of samples.
  public let sampleCount: Int
  /// Whether the window closed within a quarter of the series. If not, the series is too short for
  /// its correlations: `integratedTime` is then the largest partial sum found, and the true value may
  /// be larger still.
  public let isWindowClosed: Bool

  /// n_eff = n / (2 τ_int), or n where correlations are not proved.
  ///
  /// The estimate of τ_int scatters even for independent samples, and an n_eff that follows the scatter
  /// below n makes every p-value of independent samples too large. So τ_int counts only where it exceeds
  /// ½ by more than two standard errors *of independent samples*, (W/n)^½ each. (The error at the τ found
  /// grows with τ: by that one the most correlated series would pass for independent.)
  public var effectiveSampleCount: Double {
    let scatter = (Double(window) / Double(max(1, sampleCount))).squareRoot()
    return integratedTime - 0.5 > 2 * scatter
      ? Double(sampleCount) / (2 * integratedTime) : Double(sampleCount)
  }

  /// The standard error of τ_int, τ_int (4 (W + ½ - τ_int) / n)^½.
  ///
  /// This is U. Wolff's refinement (Comput. Phys. Commun. 156, 143, 2004, eq. 42) of the formula of N.
  /// Madras and A. D. Sokal (J. Stat. Phys. 50, 109, 1988), which leaves out the last term and is 10 %
  /// larger at W = 5 τ.
  public var standardErrorOfTime: Double {
    guard sampleCount > 0 else { return 0 }
    let lags = max(0, Double(window) + 0.5 - integratedTime)
    return integratedTime * (4 * lags / Double(sampleCount)).squareRoot()
  }
}

/// The integrated autocorrelation time of a series, with Sokal's automatic window.
///
/// ρ(t) is summed up to the smallest W ≥ 5 τ(W), which balances the bias of a short window against
/// the noise of a long one (A. D. Sokal, in *Functional Integration*, eds. C. DeWitt-Morette et al.,
/// 1997). The sum is multiplied by 1 + (2 W + 1)/n, which removes the bias from subtracting the
/// sample mean to leading order (U. Wolff, Comput. Phys. Commun. 156, 143, 2004, eq. 49).
///
/// A constant series has τ_int = ½: nothing in it tells of correlations. Where the window does not
/// close within n/4 lags, the largest partial sum is returned and `isWindowClosed` is false.
public func integratedAutocorrelationTime(
  _ series: some RandomAccessCollection<Double>
) -> Autocorrelation {
  integratedAutocorrelationTime(components: [Array(series)])
}

/// The integrated autocorrelation time of a series of integers, such as energies.
public func integratedAutocorrelationTime(
  _ series: some RandomAccessCollection<Int32>
) -> Autocorrelation {
  integratedAutocorrelationTime(components: [doubles(series)])
}

/// The integrated autocorrelation time of the numbers in a span.
public func integratedAutocorrelationTime(_ series: Span<Double>) -> Autocorrelation {
  series.withUnsafeBufferPointer { integratedAutocorrelationTime($0) }
}

/// The integrated autocorrelation time of the integers in a span.
public func integratedAutocorrelationTime(_ series: Span<Int32>) -> Autocorrelation {
  series.withUnsafeBufferPointer { integratedAutocorrelationTime($0) }
}

/// The integrated autocorrelation time of a vector, or of a complex number by its two parts.
///
/// ρ(t) = Σ_i c_i(t) / Σ_i c_i(0) with c_i the autocovariance of component i.
///
/// - Precondition: all components have the same length.
public func integratedAutocorrelationTime(components: [[Double]]) -> Autocorrelation {
  precondition(!components.isEmpty)
  let count = components[0].count
  precondition(components.allSatisfy { $0.count == count }, "components of different lengths")
  let covariances = SummedAutocovariance(components)
  let variance = covariances.atLagZero
  let longestWindow = count / 4

  var sum = 0.5
  var largest = 0.5
  var window = 0
  if variance > 0 {
    covariances.forEachLag(upTo: longestWindow) { lag, covariance in
      sum += covariance / variance
      largest = max(largest, sum)
      window = lag
      return Double(lag) < 5 * sum
    }
  }
  let isClosed = variance == 0 || Double(window) >= 5 * sum
  let time = isClosed ? sum : largest
  let biasCorrection = variance > 0 ? 1 + Double(2 * window + 1) / Double(count) : 1
  return Autocorrelation(
    integratedTime: min(max(0.5, time * biasCorrection), max(0.5, Double(count) / 2)),
    window: window, sampleCount: count, isWindowClosed: isClosed)
}

private func doubles(_ series: some RandomAccessCollection<Int32>) -> [Double] {
  series.withContiguousStorageIfAvailable { $0.map { Double($0) } } ?? series.map { Double($0) }
}
