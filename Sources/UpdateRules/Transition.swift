import Comparisons
import ExactIsing
import Judgement
import Randomness
import References
import SpinSystems
import Studies

/// Perfect samples before and after an update rule: what the checks of a rule look at.
///
/// If the rule leaves the ensemble invariant, what comes out is as perfect as what went in, whatever its
/// autocorrelation time and whether or not it would ever reach equilibrium by itself.
public struct Transition: Sendable {
  /// Independent draws from exactly the ensemble.
  public let before: SampleSet
  /// The same after one application.
  public let once: SampleSet
  /// The same after all applications.
  public let after: SampleSet
  /// How often the rule was applied to get `after`.
  public let applications: Int
  /// That the rule is meant to keep.
  public let ensemble: Ensemble
  /// Changes that are of no consequence.
  public let tolerances: Tolerances
  /// Random numbers of Monte Carlo p-values.
  public let streams: RandomStreams

  /// The number of configurations.
  public var count: Int { before.count }

  /// A transition that was observed.
  ///
  /// - Parameters:
  ///   - before: independent draws from exactly the ensemble.
  ///   - once: the same after one application.
  ///   - after: the same after all applications.
  ///   - applications: how often the rule was applied.
  ///   - ensemble: that the rule is meant to keep.
  ///   - tolerances: changes that are of no consequence.
  ///   - seed: of Monte Carlo p-values.
  /// - Precondition: as many configurations, of the ensemble's lattice, at all times.
  public init(
    before: SampleSet, once: SampleSet, after: SampleSet, applications: Int, in ensemble: Ensemble,
    tolerances: Tolerances = .standard, seed: UInt64
  ) {
    precondition([once, after].allSatisfy { $0.count == before.count })
    precondition([before, once, after].allSatisfy { $0.lattice == ensemble.lattice })
    self.before = before
    self.once = once
    self.after = after
    self.applications = applications
    self.ensemble = ensemble
    self.tolerances = tolerances
    streams = RandomStreams(seed: seed)
  }

  /// Applies `rule` to `count` perfect samples.
  ///
  /// - Parameters:
  ///   - rule: gets another seed in each application.
  ///   - count: of starts.
  ///   - applications: one at least.
  ///   - sampler: draws the starts.
  ///   - tolerances: changes that are of no consequence.
  ///   - seed: of the starts, of the rule, and of Monte Carlo p-values.
  ///   - progress: is told the number of each application before it begins.
  /// - Throws: what the rule throws; `DrawingError` where there is no room for so many.
  public init(
    of rule: some UpdateRule, from sampler: PerfectSampler, count: Int, applications: Int = 1,
    tolerances: Tolerances = .standard, seed: UInt64, progress: (Int) -> Void = { _ in }
  ) async throws {
    precondition(count > 0)
    // Before the update, after one, and after all.
    try DrawingError.requireMemory(
      forMeasuring: count, copies: 3, on: sampler.ensemble.lattice)
    var generator = RandomStreams(seed: seed).stream(
      "starts of an update rule", for: sampler.ensemble)
    try await self.init(
      of: rule, from: sampler.sample(count: count, using: &generator), in: sampler.ensemble,
      applications: applications, tolerances: tolerances, seed: seed, progress: progress)
  }

  /// Applies `rule` to configurations of the law that it is meant to keep, which may be another than Boltzmann's: the
  /// checks of before and after ask no more of the ensemble than its lattice and whether ΣS is free, except
  /// `Motion`, which where nothing moves asks for its temperature.
  ///
  /// - Parameters:
  ///   - rule: gets another seed in each application.
  ///   - before: independent draws from exactly the law.
  ///   - ensemble: on whose lattice they are.
  ///   - applications: one at least.
  ///   - tolerances: changes that are of no consequence.
  ///   - seed: of the rule, and of Monte Carlo p-values.
  ///   - progress: is told the number of each application before it begins.
  /// - Throws: what the rule throws.
  /// - Precondition: there are configurations, of the ensemble's lattice; and the rule gives back as many.
  public init(
    of rule: some UpdateRule, from before: SampleSet, in ensemble: Ensemble,
    applications: Int = 1, tolerances: Tolerances = .standard, seed: UInt64,
    progress: (Int) -> Void = { _ in }
  ) async throws {
    precondition(before.count > 0 && applications > 0)
    var seeds = RandomStreams(seed: seed).stream("seeds of an update rule", for: ensemble)
    var (now, once) = (before, before)
    for number in 1...applications {
      progress(number)
      now = try await rule.applied(to: now, seed: seeds.next())
      if number == 1 { once = now }
    }
    self.init(
      before: before, once: once, after: now, applications: applications, in: ensemble,
      tolerances: tolerances, seed: seed)
  }
}
