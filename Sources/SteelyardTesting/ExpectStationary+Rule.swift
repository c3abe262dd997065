import Steelyard
import Testing

/// Expects an update rule to leave its ensemble invariant, by all checks of `steelyard kernel`: perfect samples that
/// it was applied to must be perfect samples still. One issue for each check that fails.
///
///     @Test func `my sweep keeps the ensemble`() async throws {
///       try await expectStationary(MySweep(), in: .canonical(size: 8, temperature: 2))
///     }
///
/// Observables, crossings of levels, places and moves before and after are compared configuration by configuration,
/// and what comes out goes through all checks of samples. A right rule is failed with a probability of 10⁻³ at most
/// over all of them (`DecisionRule.falseAlarmRate`); the seed is fixed.
///
/// - Parameters:
///   - rule: somebody's own `UpdateRule`, or `SamplerRule` for a chain of this package.
///   - ensemble: that it is meant to keep, of a size that perfect samples can be drawn from.
///   - configurations: how many it is applied to.
///   - applications: how often; more show smaller errors.
///   - decisionRule: what turns evidence into verdicts.
///   - seed: of the starts, of the rule and of Monte Carlo p-values.
///   - inconclusive: what becomes of a check that has too few samples to decide.
///   - sourceLocation: where the issues are shown.
/// - Returns: the whole report.
/// - Throws: where no perfect samples can be drawn; what the rule throws.
@discardableResult
public func expectStationary(
  _ rule: some UpdateRule, in ensemble: Ensemble, configurations: Int = 10_000,
  applications: Int = 1, decisionRule: DecisionRule = DecisionRule(),
  seed: UInt64 = Assessment.defaultSeed, inconclusive: InconclusiveTreatment = .warning,
  sourceLocation: SourceLocation = #_sourceLocation
) async throws -> Report {
  let transition = try await Transition(
    of: rule, from: PerfectSampler(ensemble), count: configurations, applications: applications,
    seed: seed)
  let report = try RuleAssessment(decisionRule: decisionRule).report(
    on: transition, of: rule, seed: seed)
  report.recordIssues(inconclusive: inconclusive, sourceLocation: sourceLocation)
  return report
}

/// Expects an update rule to keep a law of its own, of which `samples` are perfect: the Gibbs step of a machine, or a
/// sampler of another model. One issue for each check of before and after that fails.
///
///     let model = try ExactModel(machine, lattice: SquareLattice(size: 4))
///     try await expectStationary(
///       GibbsRule(machine), keeping: model.sample(count: 10_000, using: &generator),
///       observing: [.init("the free energy") { machine.freeEnergies($0) }])
///
/// Nothing is asked of the law but that it is the same before and after. The observables of the Ising model may hardly
/// notice what becomes of another; the energy of the law itself does.
///
/// - Parameters:
///   - rule: what is tested.
///   - samples: independent draws from exactly the law.
///   - observables: looked at besides those of the Ising model.
///   - totalSpin: ΣS where the law conserves it.
///   - applications: how often the rule is applied.
///   - movedShare: the least share of configurations that must be changed. A rule that does nothing keeps every law.
///   - decisionRule: what turns evidence into verdicts.
///   - seed: of the rule and of Monte Carlo p-values.
///   - inconclusive: what becomes of a check that has too few samples to decide.
///   - sourceLocation: where the issues are shown.
/// - Returns: what the checks found.
/// - Throws: `EnsembleError` where the lattice cannot have that ΣS; what the rule throws.
@discardableResult
public func expectStationary(
  _ rule: some UpdateRule, keeping samples: SampleSet,
  observing observables: [PairedObservables.Observable] = [], totalSpin: Int? = nil,
  applications: Int = 1, movedShare: Double = 0.001, decisionRule: DecisionRule = DecisionRule(),
  seed: UInt64 = Assessment.defaultSeed, inconclusive: InconclusiveTreatment = .warning,
  sourceLocation: SourceLocation = #_sourceLocation
) async throws -> [Finding] {
  // The law has no temperature, and `Motion`, which alone would ask for one, is left out.
  let lattice = try Ensemble(size: samples.lattice.size, temperature: 1, totalSpin: totalSpin)
  let transition = try await Transition(
    of: rule, from: samples, in: lattice, applications: applications, seed: seed)
  let checks = allRuleChecks.compactMap { check -> (any Check<Transition>)? in
    check is Motion
      ? nil : check is PairedObservables ? PairedObservables(observing: observables) : check
  }
  let findings = decisionRule.findings(from: checks.outcomes(for: transition))
  findings.recordIssues(
    on: rule.name, inconclusive: inconclusive, sourceLocation: sourceLocation)
  let changed = (0..<samples.count).count {
    transition.before.packed($0) != transition.once.packed($0)
  }
  if Double(changed) <= movedShare * Double(samples.count) {
    Issue.record(
      """
      \(rule.name) changed \(changed) of \(samples.count) configurations; wanted more than \
      \(movedShare) of them
      """, sourceLocation: sourceLocation)
  }
  return findings
}
