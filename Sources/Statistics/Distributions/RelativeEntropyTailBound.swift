@preconcurrency import CGSL
import Glibc

/// A rigorous upper bound of P(n KL(p̂ ‖ p) ≥ x) for the frequencies p̂ of n independent draws from
/// the K positive `probabilities`.
///
/// It is the smaller of
/// - exp(-x) (e x / (K - 1))^(K - 1) for x > K - 1 (R. Agrawal, IEEE Trans. Inf. Theory 66, 6297,
///   2020), which is the sharper one for few bins;
/// - Chernoff's bound with independent Poisson counts N_i of mean μ_i = n p_i. Multinomial counts are
///   such counts given Σ N = n, so the probability is at most E[exp(t S)] exp(-t x) / P(Σ N = n) for
///   every 0 ≤ t < 1, where S = Σ N ln(N / μ) - N + μ equals n KL when Σ N = n.
func relativeEntropyTailBound(_ x: Double, probabilities: [Double], count: Int) -> Double {
  guard x > 0 else { return 1 }
  return min(
    1, agrawalBound(x, binCount: probabilities.count),
    poissonChernoffBound(x, means: probabilities.map { Double(count) * $0 }, count: count))
}

private func agrawalBound(_ x: Double, binCount: Int) -> Double {
  let dimension = Double(binCount - 1)
  guard x > dimension else { return 1 }
  return exp(dimension - x + dimension * log(x / dimension))
}

private func poissonChernoffBound(_ x: Double, means: [Double], count: Int) -> Double {
  // ln P(Σ N = n) for a Poisson variable of mean n.
  let n = Double(count)
  GSL.prepare()
  let logPoint = n * log(n) - n - gsl_sf_lngamma(n + 1)
  // ln M(t) - t x is convex in t: golden-section search for its minimum. Any t gives a valid bound.
  func exponent(_ t: Double) -> Double {
    means.reduce(-t * x - logPoint) { $0 + logPoissonMoment($1, t) }
  }
  let ratio = (5.0.squareRoot() - 1) / 2
  var low = 0.0
  var high = 0.98
  var left = high - ratio * (high - low)
  var right = low + ratio * (high - low)
  var atLeft = exponent(left)
  var atRight = exponent(right)
  for _ in 0..<16 {
    if atLeft < atRight {
      (high, right, atRight) = (right, left, atLeft)
      left = high - ratio * (high - low)
      atLeft = exponent(left)
    } else {
      (low, left, atLeft) = (left, right, atRight)
      right = low + ratio * (high - low)
      atRight = exponent(right)
    }
  }
  return exp(min(atLeft, atRight))
}

/// ln E[exp(t (N ln(N / μ) - N + μ))] for a Poisson variable N of mean μ, 0 ≤ t < 1.
///
/// The sum runs upwards and downwards from the mode until a term is below 10⁻¹² of it. The terms fall
/// at least geometrically there, and the rest is bounded by a geometric series.
private func logPoissonMoment(_ mean: Double, _ t: Double) -> Double {
  let logMean = log(mean)
  let mode = mean.rounded(.down)
  let logAtMode = mode * logMean - mean - gsl_sf_lngamma(mode + 1)
  func term(_ k: Double, _ logPoint: Double) -> Double {
    let deviance = k > 0 ? k * (log(k) - logMean) - k + mean : mean
    return exp(t * deviance + logPoint)
  }
  var sum = term(mode, logAtMode)
  for direction in [1.0, -1.0] {
    var k = mode
    var logPoint = logAtMode
    var previous = Double.infinity
    while direction > 0 || k > 0 {
      logPoint += direction > 0 ? logMean - log(k + 1) : log(k) - logMean
      k += direction
      let value = term(k, logPoint)
      sum += value
      let decay = value / previous
      if value < 1e-12 * sum, decay < 1 {
        sum += value * decay / (1 - decay)
        break
      }
      previous = value
    }
  }
  return log(sum)
}
