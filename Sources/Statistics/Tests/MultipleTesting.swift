import Glibc

/// Holm's step-down correction of the p-values of one family of tests.
///
/// With p sorted upwards, p̃(k) = max over j ≤ k of min(1, (m - j + 1) p(j)). Rejecting where p̃ ≤ α
/// keeps the probability of any false rejection at most α, whatever the dependence between the tests
/// (S. Holm, Scand. J. Statist. 6, 65, 1979).
///
/// - Returns: the corrected p-values in the order of `pValues`.
public func holmAdjustedPValues(_ pValues: [Double]) -> [Double] {
  let order = pValues.indices.sorted { pValues[$0] < pValues[$1] }
  var adjusted = pValues
  var running = 0.0
  for (rank, index) in order.enumerated() {
    running = max(running, min(1, Double(pValues.count - rank) * pValues[index]))
    adjusted[index] = running
  }
  return adjusted
}

/// The smallest of k p-values as one p-value, 1 - (1 - p)ᵏ.
///
/// Uniform for independent tests, where Bonferroni's k p is too large; valid for two-sided tests of jointly
/// normal statistics whatever their correlation (Z. Šidák, J. Am. Stat. Assoc. 62, 626, 1967).
///
/// - Precondition: `count` is positive.
public func sidakCombined(_ smallest: Double, _ count: Int) -> Double {
  precondition(count > 0)
  return min(1, max(0, -expm1(Double(count) * log1p(-min(1, smallest)))))
}

/// Fisher's combination of independent p-values into one.
///
/// -2 Σ ln pᵢ has a chi-square distribution with 2k degrees of freedom if all k null hypotheses hold
/// and the tests are independent and continuous (R. A. Fisher, *Statistical Methods for Research
/// Workers*, 4th ed., 1932). With dependent tests the result is too small.
///
/// - Returns: the combined p-value; 0 if any p-value is 0, and 1 for none at all.
public func fisherCombined(_ pValues: [Double]) -> Double {
  guard !pValues.isEmpty else { return 1 }
  guard pValues.allSatisfy({ $0 > 0 }) else { return 0 }
  let statistic = -2 * pValues.reduce(0) { $0 + log($1) }
  return chiSquareUpperTail(max(0, statistic), degreesOfFreedom: Double(2 * pValues.count))
}
