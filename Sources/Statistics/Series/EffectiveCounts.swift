/// The histogram that n_eff independent samples would have given: counts scaled by n_eff / n and rounded
/// to whole numbers with the total round(n_eff), or a little more.
///
/// Monte Carlo tests compare a statistic with that of multinomial replicates of n_eff samples. Where few
/// counts matter the statistic has few values, and an observation between two of them would be ranked
/// wrongly, so it is put onto the replicates' values first. Largest remainders are rounded up; a count
/// that is not zero stays at least one, so that no sample outside the support is lost, which can add to
/// the total. Take the result's own total as the effective count.
///
/// - Parameters:
///   - counts: the observed counts.
///   - effectiveCount: n_eff; values above the total mean the total.
public func effectiveCounts(_ counts: [Int], effectiveCount: Double) -> [Int] {
  let total = counts.reduce(0, +)
  let target = max(1, Int(min(effectiveCount, Double(total)).rounded()))
  guard target < total else { return counts }
  let scale = Double(target) / Double(total)
  var result = counts.map { $0 == 0 ? 0 : max(1, Int(Double($0) * scale)) }
  let remainders = counts.indices.sorted {
    let (a, b) = (Double(counts[$0]) * scale, Double(counts[$1]) * scale)
    return a - a.rounded(.down) > b - b.rounded(.down)
  }
  for index in remainders.prefix(max(0, target - result.reduce(0, +))) where counts[index] > 0 {
    result[index] += 1
  }
  return result
}
