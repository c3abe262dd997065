/// An estimate with the bias and the standard error that the jackknife gives it.
public struct JackknifeEstimate: Sendable, Equatable {
  /// The estimate from all blocks.
  public let value: Double
  /// The estimated bias, (B - 1)(mean of the delete-one estimates - value).
  public let bias: Double
  /// The standard error, ((B - 1)/B · Σ (θ_(b) - mean)²)^½.
  public let standardError: Double
  /// The number B of blocks.
  public let blockCount: Int

  /// The value less its estimated bias.
  public var biasCorrected: Double { value - bias }

  /// The jackknife from the estimate of everything and the estimates that leave out one block each.
  ///
  /// - Precondition: at least two delete-one estimates.
  public init(value: Double, deleteOneEstimates: [Double]) {
    precondition(deleteOneEstimates.count >= 2)
    let count = Double(deleteOneEstimates.count)
    let mean = deleteOneEstimates.reduce(0, +) / count
    let squares = deleteOneEstimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.value = value
    self.bias = (count - 1) * (mean - value)
    self.standardError = ((count - 1) / count * squares).squareRoot()
    self.blockCount = deleteOneEstimates.count
  }
}

/// The jackknife of a function of means, over blocks of equal size.
///
/// The estimate is f of the mean of all block means, the delete-one estimates f of the mean of all
/// but one (M. H. Quenouille, Biometrika 43, 353, 1956; J. W. Tukey, Ann. Math. Stat. 29, 614, 1958).
/// For correlated samples the blocks must be several autocorrelation times long.
///
/// - Parameters:
///   - blockMeans: one row for each block, one column for each observable.
///   - estimate: f, for example the ratio of two means.
/// - Precondition: at least two rows, all of one length.
public func jackknife(
  blockMeans: [[Double]], estimate: ([Double]) -> Double
) -> JackknifeEstimate {
  precondition(blockMeans.count >= 2)
  let width = blockMeans[0].count
  precondition(blockMeans.allSatisfy { $0.count == width })
  let count = Double(blockMeans.count)
  var mean = [Double](repeating: 0, count: width)
  for block in blockMeans {
    for column in 0..<width { mean[column] += block[column] / count }
  }
  let deleteOne = blockMeans.map { block in
    estimate(zip(mean, block).map { $0 + ($0 - $1) / (count - 1) })
  }
  return JackknifeEstimate(value: estimate(mean), deleteOneEstimates: deleteOne)
}

/// The jackknife of a function of means of series that belong together.
///
/// - Parameters:
///   - series: one list for each observable, all of one length n.
///   - blockCount: the number B of blocks, 2 ≤ B ≤ n. Blocks have ⌊n/B⌋ elements; the n mod B first
///     elements are left out, where a chain would be farthest from equilibrium.
///   - estimate: a function of the means, one for each observable.
public func blockJackknife(
  _ series: [[Double]], blockCount: Int, estimate: ([Double]) -> Double
) -> JackknifeEstimate {
  precondition(!series.isEmpty)
  let count = series[0].count
  precondition(series.allSatisfy { $0.count == count })
  precondition(blockCount >= 2 && blockCount <= count)
  let size = count / blockCount
  let blockMeans = (0..<blockCount).map { block in
    let start = count % blockCount + block * size
    return series.map { $0[start..<(start + size)].reduce(0, +) / Double(size) }
  }
  return jackknife(blockMeans: blockMeans, estimate: estimate)
}
