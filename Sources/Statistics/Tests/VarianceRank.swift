/// The p-value of the variance of a few draws from a known distribution, by drawing as many again and again.
///
/// Twice the smaller of the probabilities that s² of `count` independent draws is at most, and at least, as
/// large as observed, each a sequential Monte Carlo p-value (J. Besag and P. Clifford 1991); draws that
/// equal the observation count for both, so the p-value is valid where s² has few values.
///
/// - Parameters:
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
  // Which tail is the smaller one, from draws of their own; a wrong choice costs power and no validity,
  // because the other tail is then about as large.
  let isAbove = (0..<64).count { _ in variance() < observed } >= 32
  let sign = isAbove ? 1.0 : -1.0
  let outcome = SequentialMonteCarlo.standard.pValue(of: sign * observed) { sign * variance() }
  return min(1, 2 * outcome.pValue)
}
