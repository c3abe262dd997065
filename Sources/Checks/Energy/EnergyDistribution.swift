import SpinSystems
import Statistics
import Validation

/// The sampled P(H) beside the reference: what the checks of the distribution share.
struct EnergyDistribution: Sendable {
  /// Counts of H over the samples.
  let histogram: Histogram
  /// The reference over its own levels and, with probability 0, those that only samples have.
  let reference: DiscreteDistribution
  /// Counts over the levels of `reference`.
  let counts: [Int]
  /// Samples at levels that the reference does not have.
  let forbiddenCount: Int
  /// Whether the ensemble has more than one energy; else `EnergySupport` says all there is to say.
  let hasSeveralLevels: Bool
  let effectiveCount: Double
  /// Bias-corrected distances between the two, with bootstrap intervals.
  let distances: [DistanceEstimate]

  init(
    _ energies: [Int32], effectiveCount: Double, against own: DiscreteDistribution,
    using generator: inout Xoshiro256PlusPlus
  ) {
    histogram = Histogram(energies)
    let aligned = histogram.aligned(with: own)
    let known = zip(own.levels, zip(own.probabilities, aligned.counts)).map {
      (level: $0.0, probability: $0.1.0, count: $0.1.1)
    }
    let unknown = aligned.outside.map { (level: $0.level, probability: 0.0, count: $0.count) }
    let all = (known + unknown).sorted { $0.level < $1.level }
    reference = DiscreteDistribution(
      levels: all.map(\.level), probabilities: all.map(\.probability))
    counts = all.map(\.count)
    forbiddenCount = aligned.outside.reduce(0) { $0 + $1.count }
    hasSeveralLevels = own.count > 1
    self.effectiveCount = effectiveCount
    distances = estimateDistances(
      counts: counts, outside: 0, distribution: reference, effectiveCount: effectiveCount,
      using: &generator)
  }

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
