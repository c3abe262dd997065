/// The outcome of Welch's test that two samples have the same mean.
public struct WelchTest: Sendable, Equatable {
  /// The two means.
  public let means: (Double, Double)
  /// The standard error of their difference, (s₁²/n₁ + s₂²/n₂)^½.
  public let standardError: Double
  /// ν of Welch and Satterthwaite.
  public let degreesOfFreedom: Double

  /// t = (x̄₁ - x̄₂) / standard error; 0 if both are 0.
  public var statistic: Double {
    let difference = means.0 - means.1
    return difference == 0 ? 0 : difference / standardError
  }

  /// P(|T| ≥ |t|) for equal expectations; 0 where constant samples differ, 1 where they do not.
  public var pValue: Double {
    guard standardError > 0 else { return means.0 == means.1 ? 1 : 0 }
    return min(1, 2 * studentTUpperTail(abs(statistic), degreesOfFreedom: degreesOfFreedom))
  }

  public static func == (a: WelchTest, b: WelchTest) -> Bool {
    a.means == b.means && a.standardError == b.standardError
      && a.degreesOfFreedom == b.degreesOfFreedom
  }
}

/// Tests that two independent samples, of variances that need not be equal, have the same mean.
///
/// t = (x̄₁ - x̄₂) / (s₁²/n₁ + s₂²/n₂)^½ follows Student's distribution with
/// ν = (s₁²/n₁ + s₂²/n₂)² / ((s₁²/n₁)²/(n₁ - 1) + (s₂²/n₂)²/(n₂ - 1)) degrees of freedom, nearly
/// (B. L. Welch, Biometrika 34, 28, 1947; F. E. Satterthwaite, Biometrics Bull. 2, 110, 1946).
///
/// - Parameters:
///   - means: the two means.
///   - variances: the sample variances, with divisor n - 1.
///   - effectiveCounts: the numbers of independent values that carry the same information.
/// - Returns: ν = 1, where nothing is known about one of the variances, for an n of 1.
public func welchTest(
  means: (Double, Double), variances: (Double, Double), effectiveCounts: (Double, Double)
) -> WelchTest {
  precondition(effectiveCounts.0 > 0 && effectiveCounts.1 > 0)
  precondition(variances.0 >= 0 && variances.1 >= 0)
  let (a, b) = (variances.0 / effectiveCounts.0, variances.1 / effectiveCounts.1)
  let denominator =
    a * a / max(1e-300, effectiveCounts.0 - 1) + b * b / max(1e-300, effectiveCounts.1 - 1)
  let degreesOfFreedom = denominator > 0 ? max(1, (a + b) * (a + b) / denominator) : 1
  return WelchTest(
    means: means, standardError: (a + b).squareRoot(), degreesOfFreedom: degreesOfFreedom)
}

/// Welch's test of two lists of independent values.
///
/// - Precondition: neither is empty.
public func welchTest(_ first: [Double], _ second: [Double]) -> WelchTest {
  func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
    precondition(!values.isEmpty)
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, values.count > 1 ? squares / Double(values.count - 1) : 0)
  }
  let (a, b) = (moments(first), moments(second))
  return welchTest(
    means: (a.mean, b.mean), variances: (a.variance, b.variance),
    effectiveCounts: (Double(first.count), Double(second.count)))
}
