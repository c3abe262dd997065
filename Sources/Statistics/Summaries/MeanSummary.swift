import Glibc

/// What is kept of a series of numbers: enough to compare its mean with another's.
public struct MeanSummary: Sendable, Equatable, Codable {
  public var mean: Double
  /// The variance of one element.
  public var variance: Double
  /// The number of independent draws that the series is worth.
  public var effectiveCount: Double

  /// - Precondition: the effective count is positive.
  public init(mean: Double, variance: Double, effectiveCount: Double) {
    precondition(effectiveCount > 0)
    self.mean = mean
    self.variance = variance
    self.effectiveCount = effectiveCount
  }

  /// Whether the numbers can belong together: a file may have been edited.
  public var isConsistent: Bool {
    mean.isFinite && variance >= 0 && variance.isFinite
      && isPossible(effectiveCount: effectiveCount)
  }

  /// The squared standard error of the mean.
  public var squaredError: Double { variance / effectiveCount }

  /// How this series differs from an earlier one, and which of the two is further from `expected`.
  ///
  /// Difference: t = (m_N - m_B)/√(v_N/n_N + v_B/n_B). Distance: the squares (m_N - μ)² and (m_B - μ)² differ by
  /// (m_N - m_B)(m_N + m_B - 2μ), so this series is the further one where the difference and
  /// s = (m_N + m_B - 2μ)/√(v_N/n_N + v_B/n_B + 4 e²) have one sign, and p = P(T ≥ |s|); both t with the
  /// degrees of freedom of B. L. Welch (Biometrika 34, 28, 1947).
  ///
  /// - Parameters:
  ///   - earlier: the summary that came before.
  ///   - expected: μ.
  ///   - expectedError: e, the standard error of μ; 0 where it is known.
  public func change(
    from earlier: MeanSummary, expected: Double, expectedError: Double = 0
  ) -> Change {
    let difference = mean - earlier.mean
    let squares = squaredError + earlier.squaredError
    let welch = welchTest(
      means: (mean, earlier.mean), variances: (variance, earlier.variance),
      effectiveCounts: (effectiveCount, earlier.effectiveCount))
    let freedom = welch.degreesOfFreedom
    func tail(_ distance: Double, _ error: Double) -> Double {
      guard distance != 0 else { return 0.5 }
      return error > 0 ? studentTUpperTail(abs(distance) / error, degreesOfFreedom: freedom) : 0
    }
    let sum = mean + earlier.mean - 2 * expected
    let away = tail(sum, (squares + 4 * expectedError * expectedError).squareRoot())
    let isFurther = sum * difference > 0
    return Change(
      difference: min(1, 2 * tail(difference, squares.squareRoot())),
      further: isFurther ? away : 1 - away,
      score: squares > 0 ? difference / squares.squareRoot() : 0)
  }
}

/// How a statistic differs between two sets of samples.
public struct Change: Sendable, Equatable {
  /// P(a difference so large | both sets have one law).
  public var difference: Double
  /// P(the later set so much further from the reference | both are equally far).
  public var further: Double
  /// The difference in standard errors, or another measure of its size.
  public var score: Double

  public init(difference: Double, further: Double, score: Double) {
    self.difference = difference
    self.further = further
    self.score = score
  }
}
