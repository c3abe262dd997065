import Glibc

/// The log-likelihood ratio test (G-test) of counts against given probabilities, over every bin.
///
/// G = 2 n_eff KL(p̂ ‖ p) = 2 (n_eff / n) Σ O ln(O / E). Where every bin expects at least 5 of the
/// effective samples, the p-value comes from the chi-square distribution after the correction of
/// D. A. Williams (Biometrika 63, 33, 1976): G / q with q = 1 + (Σ 1/p - 1) / (6 n_eff (K - 1)).
/// Otherwise it is a sequential Monte Carlo p-value (Besag and Clifford 1991) from multinomial counts
/// of round(n_eff) samples. Where not one replicate exceeds the observation, the smaller of that
/// p-value and a rigorous tail bound is returned, see `relativeEntropyTailBound`.
///
/// - Returns: nil when there are no samples or fewer than two bins of positive probability. If a bin
///   of probability 0 has a count, G = ∞ and p = 0.
public func logLikelihoodRatioTest(
  counts: [Int], probabilities: [Double], effectiveCount: Double,
  using generator: inout some RandomNumberGenerator
) -> GoodnessOfFit? {
  checkGoodnessOfFitArguments(
    counts: counts, probabilities: probabilities, effectiveCount: effectiveCount)
  let total = counts.reduce(0, +)
  let support = probabilities.indices.filter { probabilities[$0] > 0 }
  guard total > 0, support.count >= 2 else { return nil }
  guard support.reduce(0, { $0 + counts[$1] }) == total else {
    return .impossible(binCount: support.count)
  }
  let probabilities = support.map { probabilities[$0] }
  let observed = support.map { counts[$0] }
  let effectiveCount = min(effectiveCount, Double(total))
  let statistic = 2 * effectiveCount * relativeEntropy(observed, to: probabilities)

  let sumOfInverses = probabilities.reduce(0) { $0 + 1 / $1 }
  if effectiveCount * probabilities.min()! >= 5 {
    let degreesOfFreedom = Double(support.count - 1)
    let correction = 1 + (sumOfInverses - 1) / (6 * effectiveCount * degreesOfFreedom)
    return GoodnessOfFit(
      statistic: statistic,
      pValue: chiSquareUpperTail(statistic / correction, degreesOfFreedom: degreesOfFreedom),
      binCount: support.count, method: .asymptotic)
  }

  let replicateCount = max(1, Int(effectiveCount.rounded()))
  let sampler = MultinomialSampler(using: &generator)
  sampler.prepare(probabilities: probabilities, trials: replicateCount)
  var drawn = observed
  let outcome = SequentialMonteCarlo.standard.pValue(of: statistic) {
    sampler.draw(into: &drawn)
    return 2 * Double(replicateCount) * relativeEntropy(drawn, to: probabilities)
  }
  var pValue = outcome.pValue
  if outcome.exceedances == 0 {
    pValue = min(
      pValue,
      relativeEntropyTailBound(
        statistic / 2, probabilities: probabilities, count: replicateCount))
  }
  return GoodnessOfFit(
    statistic: statistic, pValue: pValue, binCount: support.count,
    method: .monteCarlo(replicates: outcome.replicates, exceedances: outcome.exceedances))
}

/// KL(p̂ ‖ p) in nats of the frequencies of `counts` from positive `probabilities`; never negative.
private func relativeEntropy(_ counts: [Int], to probabilities: [Double]) -> Double {
  let total = Double(counts.reduce(0, +))
  var sum = 0.0
  for (count, probability) in zip(counts, probabilities) where count > 0 {
    sum += Double(count) * log(Double(count) / (total * probability))
  }
  return max(0, sum / total)
}
