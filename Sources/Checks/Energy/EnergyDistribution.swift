import SpinSystems
import Statistics
import Validation

/// The sampled P(H) beside the reference: what the checks of the distribution share.
struct EnergyDistribution: Sendable {
  let comparison: LevelComparison
  /// Samples at levels that the ensemble is proved not to have.
  let forbiddenCount: Int
  /// Whether more than one energy is known; else `EnergySupport` says all there is to say.
  let hasSeveralLevels: Bool

  init(
    _ energies: SampledLevels, against reference: Reference,
    using generator: inout Xoshiro256PlusPlus
  ) {
    comparison = LevelComparison(of: energies, with: reference.energy, using: &generator)
    forbiddenCount = zip(energies.histogram.levels, energies.histogram.counts)
      .reduce(0) { $0 + (reference.energyLevels.excludes($1.0) ? $1.1 : 0) }
    hasSeveralLevels =
      comparison.isSampled
      ? comparison.reference.count > 1 : reference.energy.distribution.count > 1
  }

  /// The reference over its own levels and, with probability 0, those that only samples have.
  var reference: DiscreteDistribution { comparison.reference }
  /// Counts over the levels of `reference`.
  var counts: [Int] { comparison.counts }
  var effectiveCount: Double { comparison.effectiveCount }
  var distances: [DistanceEstimate] { comparison.distances }

  static let singleLevelRemark = "The ensemble has one energy only; see the allowed energies."

  /// "1479 samples lie at levels that do not exist.", or nothing.
  var forbiddenRemark: String {
    forbiddenCount == 0 ? "" : " \(forbiddenCount) samples lie at levels that do not exist."
  }
}

extension [DistanceEstimate] {
  /// The estimate of `distance`.
  subscript(_ distance: Distance) -> DistanceEstimate {
    first { $0.distance == distance }!
  }
}

extension Evidence.Measure {
  /// A distance with its interval.
  init(_ estimate: DistanceEstimate) {
    self.init(
      estimate.distance.name, estimate.value, interval: estimate.interval,
      unit: estimate.distance.unit)
  }
}
