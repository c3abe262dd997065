import Glibc

/// The exact law of the sum of n draws of whole numbers, by the power of their generating function.
///
/// With P(x) = Σ p_j x^j and p₀ > 0, the coefficients a_m of P(x)ⁿ obey
///
///     m p₀ a_m = Σ_{j ≥ 1} (j (n + 1) - m) p_j a_{m-j},    a₀ = p₀ⁿ
///
/// (J. C. P. Miller; Knuth, *The Art of Computer Programming* 2, 4.7). For m ≤ n every term is positive,
/// so nothing cancels. Unlike a saddlepoint it does not mind values that grow faster than their
/// improbability, such as the squares of rare energies.
struct PowerSeriesLaw {
  private let steps: [Int]
  private let ratios: [Double]
  private let count: Double
  private let logOrigin: Double
  private let mean: Double
  private let deviation: Double

  /// The most draws off 0 that are to be expected for the law to be used, and its longest expansion.
  private static let mostExcitations = 2000.0
  private static let longest = 200_000

  /// Nil where 0 is not a value, or draws off 0 are too many for an expansion to pay.
  ///
  /// - Parameters:
  ///   - steps: the values, 0 first, ascending.
  ///   - probabilities: of the values; they sum to 1.
  init?(steps: [Int], probabilities: [Double], count: Double) {
    guard steps.first == 0, probabilities[0] > 0,
      count * (1 - probabilities[0]) <= Self.mostExcitations
    else { return nil }
    let pairs = zip(steps, probabilities).dropFirst().filter { $0.1 > 0 }
    self.steps = pairs.map(\.0)
    ratios = pairs.map { $0.1 / probabilities[0] }
    self.count = count
    logOrigin = count * log1p(-pairs.reduce(0) { $0 + $1.1 })
    let first = pairs.reduce(0) { $0 + Double($1.0) * $1.1 }
    let second = pairs.reduce(0) { $0 + Double($1.0) * Double($1.0) * $1.1 }
    mean = count * first
    deviation = (count * max(0, second - first * first)).squareRoot()
  }

  /// P(S ≥ s) and P(S ≤ s); between whole numbers s counts as both neighbours, which makes both tails
  /// larger. Nil where s lies so far out, or beyond n, that the expansion does not serve.
  func tails(of s: Double) -> (upper: Double, lower: Double)? {
    let (from, to) = (Int((s + 1e-6).rounded(.down)), Int((s - 1e-6).rounded(.up)))
    let enough = Int(max(mean, s) + 12 * deviation) + 64
    guard s > -1, enough < Self.longest, Double(enough) <= count else { return nil }
    var terms = [1.0]
    terms.reserveCapacity(enough + 1)
    var logScale = logOrigin
    var (upper, lower) = (from <= 0 ? 1.0 : 0.0, to >= 0 ? 1.0 : 0.0)
    for m in 1...enough {
      var sum = 0.0
      for (step, ratio) in zip(steps, ratios) {
        guard step <= m else { break }
        sum += (Double(step) * (count + 1) - Double(m)) * ratio * terms[m - step]
      }
      let term = sum / Double(m)
      terms.append(term)
      if m >= from { upper += term }
      if m <= to { lower += term }
      if term > 1e200 {
        for index in terms.indices { terms[index] *= 1e-200 }
        upper *= 1e-200
        lower *= 1e-200
        logScale += 200 * log(10)
      }
    }
    func probability(_ scaled: Double) -> Double {
      scaled > 0 ? min(1, exp(log(scaled) + logScale)) : 0
    }
    return (probability(upper), probability(lower))
  }
}
