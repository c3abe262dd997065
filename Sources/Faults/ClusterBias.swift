import Randomness
import SpinSystems

/// Of two configurations of equal H the one with the larger largest cluster, in the given fraction of
/// pairs: wrong in a global observable, right in P(H).
public struct ClusterBias: Fault {
  public let identifier = "cluster-bias"
  public let summary =
    "At equal H the larger largest cluster preferred, in the given fraction of pairs."

  /// The fault, which has no settings but its amount.
  public init() {}

  public func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    try EqualEnergyPreference { ClusterCounts($0).largest }
      .samples(of: ensemble, count: count, amount: amount, using: &generator)
  }
}

extension Fault where Self == ClusterBias {
  /// Of two configurations of equal H the one with the larger largest cluster.
  public static var clusterBias: ClusterBias { ClusterBias() }
}
