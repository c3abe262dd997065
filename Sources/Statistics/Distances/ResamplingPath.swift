import Glibc

/// A path of distributions from a reference q through the observed frequencies p̂ and beyond.
///
/// - At 0 … 1 it leads from q to p_T, which differs from q only in the bins that differ
///   significantly, |√p̂ - √q| > √(2 ln K) / (2 √n): the universal threshold of D. L. Donoho and
///   I. M. Johnstone (Biometrika 81, 425, 1994) after the transformation that gives every bin the
///   same noise.
/// - At 1 … 2 it leads from p_T to p̂.
/// - Beyond 2 it continues in the direction p̂ - q, clipped at 0 and normalized.
///
/// A straight line from q to p̂ would take the noise of many bins for part of the signal.
struct ResamplingPath {
  let reference: [Double]
  let thresholded: [Double]
  let observed: [Double]
  /// Where the path begins to leave q: 0, or 1 where no bin differs significantly.
  let start: Double

  init(reference: [Double], observed: [Double], count: Double) {
    self.reference = reference
    self.observed = observed
    let threshold = (2 * log(Double(max(2, reference.count)))).squareRoot() / 2
    let scale = count.squareRoot()
    var thresholded = reference
    var isAnySignificant = false
    for (index, (p, q)) in zip(observed, reference).enumerated()
    where scale * abs(p.squareRoot() - q.squareRoot()) > threshold {
      thresholded[index] = p
      isAnySignificant = true
    }
    start = isAnySignificant ? 0 : 1
    self.thresholded = isAnySignificant ? normalized(thresholded) : reference
  }

  /// The distribution at a position of the path.
  func probabilities(at position: Double) -> [Double] {
    if position <= 1 { return mixture(reference, thresholded, max(0, position)) }
    if position <= 2 { return mixture(thresholded, observed, position - 1) }
    return normalized(mixture(reference, observed, position - 1).map { max(0, $0) })
  }

  private func mixture(_ a: [Double], _ b: [Double], _ weight: Double) -> [Double] {
    zip(a, b).map { (1 - weight) * $0 + weight * $1 }
  }
}

private func normalized(_ weights: [Double]) -> [Double] {
  let sum = weights.reduce(0, +)
  return weights.map { $0 / sum }
}
