import Steelyard
import Testing

/// Expects a Markov chain to leave its ensemble invariant: perfect samples that it has moved must be
/// perfect samples still. One issue for each observable that drifts.
///
/// This is the sharpest test there is of a sampler: no burn-in, no autocorrelation, and noise only from
/// what the chain changed.
///
/// - Parameters:
///   - sampler: of an ensemble that perfect samples can be drawn from.
///   - perfect: made once for several tests; nil to make it here, a second at L = 12.
///   - configurations: how many are moved.
///   - sweeps: how far each is moved.
///   - movedShare: the least share of configurations that must be changed. A chain that does nothing
///     leaves every ensemble invariant.
///   - sourceLocation: where the issues are shown.
/// - Throws: where no perfect samples of the ensemble can be drawn.
public func expectStationary(
  _ sampler: any MarkovSampler, from perfect: PerfectSampler? = nil,
  configurations: Int = 10_000, sweeps: Int = 5, movedShare: Double = 0.001,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let drift = Drift(
    of: sampler, from: try perfect ?? PerfectSampler(sampler.ensemble), count: configurations,
    sweeps: sweeps)
  for (name, score) in drift.scores.sorted(by: { $0.key < $1.key })
  where !(abs(score) < Drift.limit) {
    Issue.record(
      """
      \(name) drifts by \(score) standard errors in \(sweeps) sweeps of \(sampler.ensemble); \
      a chain that leaves the ensemble invariant stays below \(Drift.limit)
      """, sourceLocation: sourceLocation)
  }
  if drift.changedShare <= movedShare {
    Issue.record(
      """
      the chain changed \(drift.changedShare) of the configurations in \(sweeps) sweeps; wanted \
      more than \(movedShare)
      """, sourceLocation: sourceLocation)
  }
}
