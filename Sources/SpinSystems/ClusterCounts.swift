import CSpinKernels

/// Clusters of equal spins joined by bonds, in each configuration of a sample set.
public struct ClusterCounts: Sendable {
  /// The number of clusters.
  public let number: [Int32]
  /// The number of sites of the largest cluster.
  public let largest: [Int32]

  /// Of the configurations in `range`, by default all.
  public init(_ samples: SampleSet, range: Range<Int>? = nil) {
    let n = range?.count ?? samples.count
    let columns = BitKernels.run(samples, range: range, outputs: [n, n]) {
      steelyard_cluster_counts($0, $1, $2, $3[0], $3[1])
    }
    number = columns[0]
    largest = columns[1]
  }
}
