import Foundation
import SpinSystems
import Statistics

/// What annealed importance sampling tells of ln Z.
public struct LogPartitionFunctionBounds: Sendable, Equatable {
  /// From runs up: below ln Z on average.
  public let lower: LogMeanEstimate
  /// From runs down: above ln Z on average, if they start in equilibrium.
  public let upper: LogMeanEstimate

  /// Whether the two agree within their intervals. If they do not, neither is to be relied on: the path
  /// has too few steps, or the runs down did not start from the machine's distribution.
  public var doMeet: Bool { lower.interval.overlaps(upper.interval) }

  /// The middle between the two estimates.
  public var value: Double { (lower.value + upper.value) / 2 }
}

/// The logarithm of the mean of positive weights, with its uncertainty.
public struct LogMeanEstimate: Sendable, Equatable {
  /// The estimate of ln Z, in nats.
  public let value: Double
  /// The bootstrap percentile interval over runs, 95 %. Too narrow where few runs hold all the weight:
  /// see `effectiveRunCount`.
  public let interval: ClosedRange<Double>
  /// (Σ w)² / Σ w²: near the number of runs where all weigh the same, near 1 where one outweighs all.
  public let effectiveRunCount: Double

  /// shift + sign · ln(mean of eˣ) over the values x.
  init(
    _ logWeights: [Double], sign: Double, shift: Double,
    using generator: inout some RandomNumberGenerator
  ) {
    let largest = logWeights.max()!
    let weights = logWeights.map { exp($0 - largest) }
    func estimate(_ mean: Double) -> Double { shift + sign * (largest + log(mean)) }
    let sum = weights.reduce(0, +)
    value = estimate(sum / Double(weights.count))
    interval = bootstrapInterval(blockMeans: weights.map { [$0] }, using: &generator) {
      estimate($0[0])
    }
    effectiveRunCount = sum * sum / weights.reduce(0) { $0 + $1 * $1 }
  }
}
