import Steelyard

/// What becomes of perfect samples under a chain: drawn exactly, moved, compared with themselves.
///
/// If the chain leaves the ensemble invariant, the mean change of every observable is zero. Replicas
/// are independent before, and, given the sites that are tried, move independently; so the standard
/// error of the mean change is σ/√n with the standard deviation σ of the changes. Differences of the
/// same configuration have less noise than two separate sets.
public struct Drift: Sendable {
  /// Mean change over its standard error, by observable.
  public private(set) var scores: [String: Double] = [:]
  /// The share of configurations that are not what they were.
  public let changedShare: Double

  /// The largest |score|.
  public var largestScore: Double { scores.values.map(abs).max()! }

  /// What no |score| should reach: of 400 scores, normally distributed, one exceeds 5 in one of 4,000
  /// seeds.
  public static let limit = 5.0

  /// Moves perfect samples by a chain and compares them with themselves.
  ///
  /// - Parameters:
  ///   - sampler: its configurations are replaced; only its randomness is used.
  ///   - perfect: of the sampler's ensemble.
  ///   - count: the number of configurations, rounded up to whole sets of replicas.
  ///   - sweeps: how far each is moved.
  ///   - seed: of the perfect samples.
  public init(
    of sampler: any MarkovSampler, from perfect: PerfectSampler, count: Int, sweeps: Int,
    seed: UInt64 = 1
  ) {
    var sampler = sampler
    let ensemble = sampler.ensemble
    let replicas = sampler.replicaCount
    let rounds = (count + replicas - 1) / replicas
    var generator = RandomStreams(seed: seed).stream("drift", for: ensemble)
    let before = perfect.sample(count: rounds * replicas, using: &generator)
    let after = sampler.moved(before, sweeps: sweeps)
    changedShare =
      Double((0..<before.count).count { before.packed($0) != after.packed($0) })
      / Double(before.count)
    let (old, new) = (Self.observables(before), Self.observables(after))
    for (name, values) in new { scores[name] = Self.score(zip(values, old[name]!).map(-)) }
  }

  private static func observables(_ samples: SampleSet) -> [String: [Double]] {
    let observables = Observables(samples)
    let energies = observables.energies.map { Double($0) }
    var values = ["E": energies, "E²": energies.map { $0 * $0 }]
    for distance in 1...observables.largestDistance {
      values["C(\(distance))"] = observables.correlationSums(at: distance).map { Double($0) }
    }
    values["S(k_min)"] = AxisModes(samples).structureFactor(waveNumber: 1)
    values["|ΣS|"] = observables.totalSpins.map { Double($0.magnitude) }
    return values
  }

  private static func score(_ changes: [Double]) -> Double {
    let count = Double(changes.count)
    let mean = changes.reduce(0, +) / count
    let variance = changes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    // An observable that never changes, as ΣS where it is fixed, has not drifted.
    return variance == 0 ? 0 : mean / (variance / count).squareRoot()
  }
}
