/// Pearson's chi-square test of counts against given probabilities, with adjacent bins merged.
///
/// χ² = (n_eff / n) Σ (O - E)² / E over merged bins, E = n p. Adjacent bins are merged, from the
/// first to the last, until each merged bin expects at least `minimumExpectedCount` of the *effective*
/// samples; what is left over joins the last bin. The factor n_eff / n is the first-order correction
/// for correlated samples (J. N. K. Rao and A. J. Scott, J. Am. Stat. Assoc. 76, 221, 1981), with the
/// same design effect for every bin: conservative where the slowest observable gave n_eff.
///
/// - Parameters:
///   - counts: observed counts, one for each bin, in the order in which bins are neighbours.
///   - probabilities: the probability of each bin.
///   - effectiveCount: the number of independent samples that carry the same information; values
///     above Σ `counts` mean Σ `counts`.
///   - minimumExpectedCount: the smallest expected count of a merged bin.
/// - Returns: nil when there are no samples or fewer than two merged bins. If a bin of probability 0
///   has a count, χ² = ∞ and p = 0.
public func chiSquareTest(
  counts: [Int], probabilities: [Double], effectiveCount: Double, minimumExpectedCount: Double = 5
) -> GoodnessOfFit? {
  checkGoodnessOfFitArguments(
    counts: counts, probabilities: probabilities, effectiveCount: effectiveCount)
  precondition(minimumExpectedCount > 0)
  let total = Double(counts.reduce(0, +))
  guard total > 0 else { return nil }
  let scale = min(1, effectiveCount / total)
  let bins = mergedBins(
    counts: counts, expected: probabilities.map { total * $0 },
    minimumExpected: minimumExpectedCount / scale)
  guard bins.count >= 2 else { return nil }
  if zip(counts, probabilities).contains(where: { $0 > 0 && $1 == 0 }) {
    return .impossible(binCount: bins.count)
  }
  let chiSquare =
    scale
    * bins.reduce(0) { sum, bin in
      let difference = Double(bin.observed) - bin.expected
      return sum + difference * difference / bin.expected
    }
  return GoodnessOfFit(
    statistic: chiSquare,
    pValue: chiSquareUpperTail(chiSquare, degreesOfFreedom: Double(bins.count - 1)),
    binCount: bins.count, method: .asymptotic)
}

private func mergedBins(
  counts: [Int], expected: [Double], minimumExpected: Double
) -> [(observed: Int, expected: Double)] {
  var bins: [(observed: Int, expected: Double)] = []
  var open = (observed: 0, expected: 0.0)
  for (count, expectation) in zip(counts, expected) {
    open.observed += count
    open.expected += expectation
    if open.expected >= minimumExpected {
      bins.append(open)
      open = (0, 0)
    }
  }
  if !bins.isEmpty {
    bins[bins.count - 1].observed += open.observed
    bins[bins.count - 1].expected += open.expected
  }
  return bins
}
