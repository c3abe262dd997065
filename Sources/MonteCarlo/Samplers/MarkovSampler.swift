import SpinSystems

/// A Markov chain, or many side by side, that leaves one ensemble invariant.
///
/// Invariance is all that is promised: configurations that are distributed as the ensemble stay so.
/// How fast others become so, and how soon successive ones are independent, is for autocorrelation
/// times to say. Equal streams give equal configurations, on any processor.
public protocol MarkovSampler: Sendable {
  /// The ensemble it leaves invariant.
  var ensemble: Ensemble { get }

  /// The number of independent replicas: 512 where a word holds one bit of each, 1 for a scalar chain.
  var replicaCount: Int { get }

  /// Makes `count` Monte Carlo sweeps, each of them N attempted updates of every replica.
  ///
  /// A sweep of a cluster sampler is a number of clusters that the ensemble decides, whatever their sizes: a
  /// rule that looked at the sizes would stop more often in some states than in others.
  mutating func sweep(_ count: Int)

  /// The current configuration of each replica, in the order of the replicas.
  var configurations: SampleSet { get }

  /// Replaces the configurations.
  ///
  /// - Precondition: there are `replicaCount` of them, of the ensemble's lattice and, where it is
  ///   fixed, of its ΣS.
  mutating func setConfigurations(_ samples: SampleSet)
}

extension MarkovSampler {
  /// Stops the program unless `samples` can be the configurations of this sampler.
  func requireConfigurations(_ samples: SampleSet) {
    precondition(samples.lattice == ensemble.lattice, "configurations of another lattice")
    precondition(
      samples.count == replicaCount, "\(samples.count) configurations for \(replicaCount) replicas")
    guard let totalSpin = ensemble.totalSpin else { return }
    for index in 0..<samples.count {
      let ups = samples.packed(index).reduce(0) { $0 + $1.nonzeroBitCount }
      precondition(
        2 * ups - ensemble.lattice.siteCount == totalSpin,
        "configuration \(index) has not the fixed total spin \(totalSpin)")
    }
  }
}
