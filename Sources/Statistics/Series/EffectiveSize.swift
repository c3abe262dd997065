import Glibc

/// How many independent draws n samples are worth for one statistic, and how well that is known.
///
/// Var(mean) = Var(x)/n_eff. Where the order of the samples shows the correlation, n_eff = n/(2 τ_int) is
/// an estimate from n/(2W + 1) independent pieces of the autocorrelation, W being the window, and a mean
/// over its error follows Student's t with so many degrees of freedom rather than a normal law.
public struct EffectiveSize: Sendable, Equatable {
  /// n.
  public let sampleCount: Int
  /// n_eff, from 1 to n.
  public let count: Double
  /// τ_int in samples, ½ where they are independent.
  public let integratedTime: Double
  /// The degrees of freedom of the estimate of n_eff; infinite where it is no estimate.
  public let degreesOfFreedom: Double

  /// With fewer than this many autocorrelation times τ is underestimated and no p-value holds its rate.
  ///
  /// Rates at 0.05 / 0.01 / 0.001 of means over local Kawasaki chains by the larger of the two p-values of
  /// `SeriesMeanTest`: 0.042/0.011/0.003 for n/τ from 100 to 200, 0.040/0.012/0.002 from 200 to 500.
  public static let fewestTimes = 200.0

  /// Whether n/τ suffices to know τ; always where n_eff is no estimate.
  public var isKnown: Bool {
    degreesOfFreedom == .infinity || Double(sampleCount) >= Self.fewestTimes * integratedTime
  }

  private init(sampleCount: Int, count: Double, integratedTime: Double, degreesOfFreedom: Double) {
    self.sampleCount = sampleCount
    self.count = count
    self.integratedTime = integratedTime
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// n independent draws.
  public static func independent(_ count: Int) -> EffectiveSize {
    EffectiveSize(
      sampleCount: count, count: Double(count), integratedTime: 0.5, degreesOfFreedom: .infinity)
  }

  /// `sampleCount` samples that are known to be worth `count`, whatever their order shows.
  ///
  /// - Precondition: `count` is at least 1; values above n mean n.
  public static func stated(_ count: Double, of sampleCount: Int) -> EffectiveSize {
    precondition(count >= 1)
    let count = min(count, Double(sampleCount))
    return EffectiveSize(
      sampleCount: sampleCount, count: count, integratedTime: Double(sampleCount) / (2 * count),
      degreesOfFreedom: .infinity)
  }

  /// What a series in its order is worth, by its own autocorrelation time.
  public init(of series: Autocorrelation) {
    let n = Double(series.sampleCount)
    self.init(
      sampleCount: series.sampleCount, count: max(1, n / (2 * series.integratedTime)),
      integratedTime: series.integratedTime,
      degreesOfFreedom: max(1, n / Double(2 * series.window + 1)))
  }

  /// The smaller of two.
  public static func least(_ first: EffectiveSize, _ second: EffectiveSize) -> EffectiveSize {
    second.count < first.count ? second : first
  }

  /// A two-sided p-value that took n_eff as known, corrected for its error.
  ///
  /// The z of a normal law with this p-value is looked up in Student's t: p = P(|T_ν| ≥ z).
  public func studentized(_ pValue: Double) -> Double {
    pValue > 1e-300
      ? Statistics.studentized(pValue, degreesOfFreedom: degreesOfFreedom) : pValue
  }
}

/// A two-sided p-value by the normal law, for an error that is known to so many degrees of freedom only.
func studentized(_ pValue: Double, degreesOfFreedom: Double) -> Double {
  guard degreesOfFreedom < 1e6, pValue < 1 else { return pValue }
  // Beyond 10⁻³⁰⁰ the normal quantile has no more digits.
  let z = -normalQuantile(max(pValue, 1e-300) / 2)
  return min(1, 2 * studentTUpperTail(z, degreesOfFreedom: degreesOfFreedom))
}

/// The normal deviate that is as improbable as Student's t, with its sign.
func normalDeviate(ofStudent t: Double, _ degreesOfFreedom: Double) -> Double {
  guard degreesOfFreedom < 1e6, t != 0 else { return t }
  let tail = studentTUpperTail(abs(t), degreesOfFreedom: degreesOfFreedom)
  // Beyond 10⁻³⁰⁰ the normal quantile has no more digits.
  return (t < 0 ? 1 : -1) * normalQuantile(max(tail, 1e-300))
}
