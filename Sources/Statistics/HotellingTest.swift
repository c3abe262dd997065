/// The outcome of Hotelling's test of a mean vector against a known expectation.
public struct HotellingTest: Sendable, Equatable {
  /// T² = n_eff (x̄ - μ)ᵀ S⁺ (x̄ - μ).
  public let statistic: Double
  /// The number of directions kept, the first degrees of freedom of F.
  public let rank: Int
  /// The second degrees of freedom of F, n_eff - rank.
  public let denominatorDegreesOfFreedom: Double
  /// The probability of a larger T² if the expectation is right.
  public let pValue: Double
  /// The length of the part of x̄ - μ, in standard deviations of each element, that lies in directions
  /// in which the samples do not vary although their elements do. Where n > dimension, anything but
  /// rounding here means that the samples break a law, and T² does not see it.
  public let unexplainedDeviation: Double

  /// The first degrees of freedom of F, the rank.
  public var degreesOfFreedom: Double { Double(rank) }
}

/// Hotelling's T² test that vectors with the given sample mean and covariance have the expectation
/// `expected` (H. Hotelling, Ann. Math. Stat. 2, 360, 1931).
///
/// F = T² (n_eff - r) / (r (n_eff - 1)) has the F distribution with (r, n_eff - r) degrees of freedom
/// for normal vectors, r being the rank. The elements are first scaled to unit variance; elements of
/// zero variance, and directions whose eigenvalue is below 10⁻¹⁰ of the largest one of the correlation
/// matrix, are dropped, so sum rules that hold for each sample do no harm.
///
/// - Parameters:
///   - mean: the sample mean.
///   - expected: the expectation to test.
///   - covariance: the sample covariance matrix with divisor n - 1, not divided by n.
///   - count: the number n of samples.
///   - effectiveCount: the number n_eff of independent samples that carry the same information;
///     values above n mean n.
/// - Returns: nil when the rank is 0 or n_eff ≤ rank + 1.
public func hotellingTest(
  mean: [Double], expected: [Double], covariance: [[Double]], count: Int, effectiveCount: Double
) -> HotellingTest? {
  precondition(mean.count == expected.count && covariance.count == mean.count)
  precondition(count >= 1 && effectiveCount > 0)
  let effectiveCount = min(effectiveCount, Double(count))
  let varying = mean.indices.filter { covariance[$0][$0] > 0 }
  guard !varying.isEmpty else { return nil }
  let deviations = mean.indices.map { covariance[$0][$0].squareRoot() }
  let scaled = varying.map { (mean[$0] - expected[$0]) / deviations[$0] }
  let system = SymmetricEigenSystem(
    varying.map { i in varying.map { covariance[i][$0] / (deviations[i] * deviations[$0]) } })

  let rank = system.values.prefix { $0 > 1e-10 * system.values[0] }.count
  guard rank > 0, effectiveCount > Double(rank + 1) else { return nil }
  var statistic = 0.0
  var unexplained = 0.0
  for (index, vector) in system.vectors.enumerated() {
    let projection = zip(scaled, vector).reduce(0) { $0 + $1.0 * $1.1 }
    if index < rank {
      statistic += effectiveCount * projection * projection / system.values[index]
    } else {
      unexplained += projection * projection
    }
  }
  let r = Double(rank)
  let f = statistic * (effectiveCount - r) / (r * (effectiveCount - 1))
  return HotellingTest(
    statistic: statistic, rank: rank, denominatorDegreesOfFreedom: effectiveCount - r,
    pValue: fUpperTail(
      f, numeratorDegreesOfFreedom: r, denominatorDegreesOfFreedom: effectiveCount - r),
    unexplainedDeviation: unexplained.squareRoot())
}
