import Judgement
import Randomness
import References
import SpinSystems
import Statistics

/// The sampled P(H) beside the reference: what the checks of the distribution share.
public struct EnergyDistribution: Sendable {
  /// The comparison of the two.
  public let comparison: LevelComparison
  /// Samples at levels that the ensemble is proved not to have.
  public let forbiddenCount: Int
  /// Whether more than one energy is known; else `EnergySupport` says all there is to say.
  public let hasSeveralLevels: Bool

  /// Holds the sampled energies against a reference.
  ///
  /// - Parameters:
  ///   - energies: H of the samples, in their order.
  ///   - reference: what they are held against.
  ///   - generator: of the bootstrap behind the distances' intervals.
  public init(
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
  public var reference: DiscreteDistribution { comparison.reference }
  /// Counts over the levels of `reference`.
  public var counts: [Int] { comparison.counts }
  /// The number of independent samples that carry the same information on H.
  public var effectiveCount: Double { comparison.effectiveCount }
  /// Distances between the two, each with its interval.
  public var distances: [DistanceEstimate] { comparison.distances }

  /// Why nothing can be said of the distribution where one energy is all there is.
  public static let singleLevelRemark =
    "The ensemble has one energy only; see the allowed energies."

  /// "1479 samples lie at levels that do not exist.", or nothing.
  public var forbiddenRemark: String {
    forbiddenCount == 0 ? "" : " \(forbiddenCount) samples lie at levels that do not exist."
  }
}

extension [DistanceEstimate] {
  /// The estimate of `distance`.
  public subscript(_ distance: Distance) -> DistanceEstimate {
    first { $0.distance == distance }!
  }
}

extension Evidence.Measure {
  /// A distance with its interval.
  public init(_ estimate: DistanceEstimate) {
    self.init(
      estimate.distance.name, estimate.value, interval: estimate.interval,
      unit: estimate.distance.unit)
  }
}
