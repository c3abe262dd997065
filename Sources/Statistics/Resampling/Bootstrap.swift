/// The quantile of `values` at `probability`, interpolated linearly between order statistics.
///
/// The k-th smallest of n values is the quantile at k/(n + 1), the mean probability below it
/// (definition 6 of R. J. Hyndman and Y. Fan, Am. Stat. 50, 361, 1996). So a fresh value lies below the
/// 2.5 % quantile of replicates with 2.5 % probability, however few replicates there are (from 39 on).
///
/// - Precondition: at least one value; 0 ≤ `probability` ≤ 1.
public func quantile(_ values: [Double], at probability: Double) -> Double {
  sortedQuantile(values.sorted(), at: probability)
}

/// The same for values that ascend already.
func sortedQuantile(_ sorted: [Double], at probability: Double) -> Double {
  precondition(!sorted.isEmpty && probability >= 0 && probability <= 1)
  let rank = probability * Double(sorted.count + 1) - 1
  let position = min(max(0, rank), Double(sorted.count - 1))
  let index = Int(position)
  guard index + 1 < sorted.count else { return sorted[index] }
  let fraction = position - Double(index)
  return fraction == 0
    ? sorted[index] : sorted[index] + fraction * (sorted[index + 1] - sorted[index])
}

/// The percentile interval of bootstrap replicates: the central part that holds `confidence` of them
/// (B. Efron, *The Jackknife, the Bootstrap and Other Resampling Plans*, 1982).
///
/// It covers poorly where the estimator is biased, as a distance near zero is.
public func percentileInterval(
  ofReplicates replicates: [Double], confidence: Double = 0.95
) -> ClosedRange<Double> {
  precondition(confidence > 0 && confidence < 1)
  let sorted = replicates.sorted()
  let tail = (1 - confidence) / 2
  return sortedQuantile(sorted, at: tail)...sortedQuantile(sorted, at: 1 - tail)
}

/// The bootstrap percentile interval of a function of means, resampling whole blocks.
///
/// - Parameters:
///   - generator: of the random numbers.
///   - confidence: the coverage that intervals shall have.
///   - blockMeans: one row for each block of equal size, one column for each observable.
///   - replicates: the number of bootstrap replicates.
///   - estimate: a function of the means of the columns.
/// - Precondition: at least two rows, all of one length; at least one replicate.
public func bootstrapInterval(
  blockMeans: [[Double]], replicates: Int = 1000, confidence: Double = 0.95,
  using generator: inout some RandomNumberGenerator, estimate: ([Double]) -> Double
) -> ClosedRange<Double> {
  precondition(blockMeans.count >= 2 && replicates >= 1)
  let width = blockMeans[0].count
  precondition(blockMeans.allSatisfy { $0.count == width })
  var estimates: [Double] = []
  estimates.reserveCapacity(replicates)
  var mean = [Double](repeating: 0, count: width)
  for _ in 0..<replicates {
    for column in 0..<width { mean[column] = 0 }
    for _ in blockMeans.indices {
      let block = Int.random(in: blockMeans.indices, using: &generator)
      for column in 0..<width { mean[column] += blockMeans[block][column] }
    }
    estimates.append(estimate(mean.map { $0 / Double(blockMeans.count) }))
  }
  return percentileInterval(ofReplicates: estimates, confidence: confidence)
}
