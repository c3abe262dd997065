/// An estimated quantity with its standard error: the one way to say "0.31 ± 0.02".
public struct Estimate: Sendable, Equatable {
  /// The estimate.
  public var value: Double
  /// The standard deviation that the estimate would show if everything were drawn again.
  public var standardError: Double

  /// Half the width of a 95 % interval in standard errors, where the estimate is normally distributed:
  /// the 0.975 quantile of the normal distribution.
  ///
  /// Three digits, as printed everywhere: the intervals themselves are known to fewer.
  public static let normalQuantile = 1.96

  /// The smallest difference, in standard errors, that a two-sided test at level 10⁻³ rejects with
  /// probability 95 %: 3.29 + 1.645.
  public static let detectableErrors = 4.935

  /// - Parameters:
  ///   - value: the estimate.
  ///   - standardError: at least 0; NaN where it is not known.
  public init(value: Double, standardError: Double) {
    self.value = value
    self.standardError = standardError
  }

  /// The mean of independent values with the error of that mean, (s²/n)^½.
  ///
  /// s² is the sample variance with the divisor n - 1, and 0 for a single value.
  ///
  /// - Parameters:
  ///   - values: the independent values.
  ///   - effectiveCount: the number of independent values that carry the same information,
  ///     where `values` are correlated; nil for n.
  /// - Precondition: there is at least one value.
  public init(meanOf values: some Collection<Double>, effectiveCount: Double? = nil) {
    precondition(!values.isEmpty)
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let variance = values.count > 1 ? squares / (count - 1) : 0
    self.init(
      value: mean, standardError: (variance / (effectiveCount ?? count)).squareRoot())
  }

  /// The mean of integers with its error, from exact sums of the values.
  public init(_ moments: Moments, effectiveCount: Double? = nil) {
    self.init(
      value: moments.mean,
      standardError: (moments.variance / (effectiveCount ?? Double(moments.count))).squareRoot())
  }

  /// The 95 % interval of a normally distributed estimate, value ± 1.96 standard errors; all numbers where
  /// the two make none, as ∞ ± ∞.
  public var interval: ClosedRange<Double> {
    let reach = Self.normalQuantile * standardError
    let (lower, upper) = (value - reach, value + reach)
    return lower <= upper ? lower...upper : -Double.infinity...Double.infinity
  }

  /// The estimate of the quantity divided by a positive number that is known, such as N.
  public static func / (estimate: Estimate, divisor: Double) -> Estimate {
    Estimate(value: estimate.value / divisor, standardError: estimate.standardError / divisor)
  }

  /// The estimate of the quantity less a number that is known.
  public static func - (estimate: Estimate, exact: Double) -> Estimate {
    Estimate(value: estimate.value - exact, standardError: estimate.standardError)
  }
}

extension Estimate: Codable {
  // The names in the files of runs that are under way.
  private enum CodingKeys: String, CodingKey {
    case value
    case standardError = "error"
  }
}
