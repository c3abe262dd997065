import Checks
import Comparisons
import Judgement
import References
import Reporting
import SpinSystems
import Statistics
import Storage
import Studies

/// Weighs an update rule: what it makes of perfect samples, by every check of a list, and by all checks of
/// samples.
public struct RuleAssessment: Sendable {
  /// What turns evidence into verdicts.
  public var decisionRule: DecisionRule
  /// On before and after together.
  public var checks: [any Check<Transition>]
  /// On what comes out, as on any samples.
  public var sampleChecks: [any Check<Weighing>]

  /// An assessment by all checks, unless others are given.
  public init(
    decisionRule: DecisionRule = DecisionRule(), checks: [any Check<Transition>] = allRuleChecks,
    sampleChecks: [any Check<Weighing>] = allChecks
  ) {
    self.decisionRule = decisionRule
    self.checks = checks
    self.sampleChecks = sampleChecks
  }

  /// The report on what a rule made of perfect samples.
  ///
  /// - Parameters:
  ///   - transition: before and after.
  ///   - rule: that was applied.
  ///   - command: the command line that makes the report again, if one does.
  ///   - seed: of the p-values.
  public func report(
    on transition: Transition, of rule: some UpdateRule, command: String? = nil, seed: UInt64
  ) throws -> Report {
    let weighing = try Weighing(
      transition.after, from: transition.ensemble,
      against: try Reference.exact(transition.ensemble),
      tolerances: transition.tolerances, seed: seed)
    let outcomes =
      checks.outcomes(for: transition)
      + sampleChecks.outcomes(for: weighing).filter {
        if case .notApplicable = $0.result { false } else { true }
      }
    let times = transition.applications == 1 ? "once" : "\(transition.applications) times"
    return Report(
      topic: .updateRule, subject: rule.name, ensemble: transition.ensemble,
      sampleCount: transition.count, effectiveSampleCount: Double(transition.count),
      reference: "perfect samples, and the same after the rule was applied \(times)",
      decisionRule: decisionRule, findings: decisionRule.findings(from: outcomes), seed: seed,
      command: command, version: Version.current,
      notes: rule.remarks(applications: transition.applications) + [
        "A pass says that the rule keeps the ensemble; it does not say that it reaches it: whether every "
          + "configuration can be had from every other is not tested."
      ],
      illustrations: Illustration.all(of: weighing))
  }
}
