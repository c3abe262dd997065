/// The p-value of the variance of a few draws from a known distribution, by drawing as many again and again.
///
/// Twice the smaller of the probabilities that s² of `count` independent draws is at most, and at least, as
/// large as observed, by sequential Monte Carlo (J. Besag and P. Clifford, Biometrika 78, 301, 1991): draws go on
/// until each side has been reached `exceedanceGoal` times; where a side is never reached, the smaller of that and
/// of a bound on its tail. Draws that equal the observation count for both, so
/// the p-value is valid where s² has few values.
///
/// - Parameters:
///   - generator: of the random numbers.
///   - distribution: the law under the hypothesis.
///   - observed: s², with the divisor n - 1.
///   - count: at least 2.
public func varianceRank(
  of observed: Double, distribution: DiscreteDistribution, count: Int,
  using generator: inout some RandomNumberGenerator
) -> Double {
  precondition(count >= 2)
  let sampler = MultinomialSampler(using: &generator)
  sampler.prepare(probabilities: distribution.probabilities, trials: count)
  var drawn = [Int](repeating: 0, count: distribution.count)
  let values = distribution.levels.map { Double($0 - distribution.levels[0]) }
  func variance() -> Double {
    sampler.draw(into: &drawn)
    var (sum, squares) = (0.0, 0.0)
    for (value, number) in zip(values, drawn) {
      sum += Double(number) * value
      squares += Double(number) * value * value
    }
    let n = Double(count)
    return max(0, squares - sum * sum / n) / (n - 1)
  }
  let plan = SequentialMonteCarlo.standard
  let rounding = 1e-12 * observed
  var (above, below) = (0, 0)
  for number in 1...plan.maximumReplicates {
    let value = variance()
    if value >= observed - rounding { above += 1 }
    if value <= observed + rounding { below += 1 }
    if min(above, below) == plan.exceedanceGoal {
      return min(1, 2 * Double(plan.exceedanceGoal) / Double(number))
    }
  }
  let pValue = min(1, 2 * Double(min(above, below) + 1) / Double(plan.maximumReplicates + 1))
  guard min(above, below) == 0 else { return pValue }
  let bound =
    above == 0
    ? VarianceTail(distribution, count: count).upper(observed - rounding)
    : VarianceTail(distribution, count: count).lower(observed + rounding)
  return min(pValue, 2 * bound)
}

/// Bounds on the tails of s² of draws from a known law, where sets of draws reach no further.
///
/// With the law's mean μ, (n - 1) s² = Σ (x - μ)² - n (x̄ - μ)² is at most Σ (x - μ)², and below it by n d only if
/// |x̄ - μ| is √d: both are means of independent draws, whose tails `meanTest` knows.
private struct VarianceTail {
  private let distribution: DiscreteDistribution
  private let count: Int

  init(_ distribution: DiscreteDistribution, count: Int) {
    self.distribution = distribution
    self.count = count
  }

  /// What P(s² ≥ `variance`) is at most.
  func upper(_ variance: Double) -> Double { squares(from: variance).upperTail }

  /// What P(s² ≤ `variance`) is at most.
  func lower(_ variance: Double) -> Double {
    let unit = distribution.variance / Double(count)
    // The best of some d, whatever was observed.
    return (1...40).map { multiple in
      let shift = Double(multiple * multiple) * unit
      let mean = distribution.mean
      func tail(_ sign: Double) -> MeanTest {
        meanTest(
          observedMean: mean + sign * shift.squareRoot(), effectiveCount: Double(count),
          of: distribution
        ) { Double($0) }
      }
      return squares(from: variance, shift: shift).lowerTail + tail(1).upperTail
        + tail(-1).lowerTail
    }.min()!
  }

  private func squares(from variance: Double, shift: Double = 0) -> MeanTest {
    let mean = distribution.mean
    let n = Double(count)
    return meanTest(
      observedMean: variance * (n - 1) / n + shift, effectiveCount: n, of: distribution
    ) { (Double($0) - mean) * (Double($0) - mean) }
  }
}
