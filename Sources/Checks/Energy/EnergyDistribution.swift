import SpinSystems
import Statistics
import Validation

/// The sampled P(H) beside the reference: what the checks of the distribution share.
struct EnergyDistribution {
  /// The reference over its own levels and, with probability 0, those that only samples have.
  let reference: DiscreteDistribution
  /// Counts over the levels of `reference`.
  let counts: [Int]
  /// Samples at levels that the reference does not have.
  let forbiddenCount: Int
  let effectiveCount: Double

  init(_ weighing: Weighing) {
    let own = weighing.reference.energyDistribution
    let aligned = weighing.energyHistogram.aligned(with: own)
    let known = zip(own.levels, zip(own.probabilities, aligned.counts)).map {
      (level: $0.0, probability: $0.1.0, count: $0.1.1)
    }
    let unknown = aligned.outside.map { (level: $0.level, probability: 0.0, count: $0.count) }
    let all = (known + unknown).sorted { $0.level < $1.level }
    reference = DiscreteDistribution(
      levels: all.map(\.level), probabilities: all.map(\.probability))
    counts = all.map(\.count)
    hasSeveralLevels = own.count > 1
    forbiddenCount = aligned.outside.reduce(0) { $0 + $1.count }
    effectiveCount = weighing.energyAutocorrelation.effectiveSampleCount
  }

  /// Whether the ensemble has more than one energy; else `EnergySupport` says all there is to say.
  let hasSeveralLevels: Bool
  static let singleLevelRemark = "The ensemble has one energy only; see the allowed energies."

  /// Bias-corrected distances with bootstrap intervals, by the distance.
  func distances(_ weighing: Weighing) -> [Distance: DistanceEstimate] {
    var generator = weighing.streams.stream("energy distances", ensemble: weighing.ensemble)
    let estimates = estimateDistances(
      counts: counts, outside: 0, distribution: reference, effectiveCount: effectiveCount,
      using: &generator)
    return Dictionary(uniqueKeysWithValues: estimates.map { ($0.distance, $0) })
  }

  /// "1,480 samples lie at forbidden levels.", or nothing.
  var forbiddenRemark: String {
    forbiddenCount == 0 ? "" : " \(forbiddenCount) samples lie at levels that do not exist."
  }
}

extension Evidence.Measure {
  /// A distance with its interval, in `unit` after division by `divisor`.
  init(_ estimate: DistanceEstimate, dividedBy divisor: Double = 1, unit: String? = nil) {
    let interval = estimate.interval
    self.init(
      estimate.distance.name, estimate.value / divisor,
      interval: interval.lowerBound / divisor...interval.upperBound / divisor,
      unit: unit ?? estimate.distance.unit)
  }
}
