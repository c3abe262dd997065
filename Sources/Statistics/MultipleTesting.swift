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
