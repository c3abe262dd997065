/// The p-value of the variance of a few draws from a known distribution, by drawing as many again and again.
///
/// Twice the smaller of the probabilities that s² of `count` independent draws is at most, and at least, as
/// large as observed, by sequential Monte Carlo (J. Besag and P. Clifford, Biometrika 78, 301, 1991): draws go on
/// until each side has been reached `exceedanceGoal` times. Draws that equal the observation count for both, so
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
  return min(1, 2 * Double(min(above, below) + 1) / Double(plan.maximumReplicates + 1))
}
