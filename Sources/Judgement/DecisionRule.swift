import Statistics

/// The one place where evidence becomes a verdict.
///
/// All p-values of a suite are corrected together (Holm 1979), so that correct samples get a `fail`
/// with at most the probability `falseAlarmRate` over the whole suite. A pass is a proof of
/// equivalence: not rejected *and* the effect's interval inside the declared tolerance.
public struct DecisionRule: Sendable, Equatable {
  /// The question that is asked of the samples.
  public enum Standard: String, Sendable, CaseIterable, Codable {
    /// May the samples replace Monte Carlo? Every proved difference fails.
    case exact
    /// Are they good enough? A proved difference inside the tolerance is tolerable; a broken law is
    /// still a failure.
    case practical
  }

  /// Probability that correct samples fail any check of the suite.
  public var falseAlarmRate: Double
  /// The question that is asked.
  public var standard: Standard

  /// The declared default rate of false alarms of a whole suite.
  public static let defaultFalseAlarmRate = 1e-3
  /// The name of the correction for many tests.
  public static let correction = "Holm"

  /// - Precondition: 0 < `falseAlarmRate` < 1.
  public init(
    standard: Standard = .exact, falseAlarmRate: Double = DecisionRule.defaultFalseAlarmRate
  ) {
    precondition(falseAlarmRate > 0 && falseAlarmRate < 1)
    self.standard = standard
    self.falseAlarmRate = falseAlarmRate
  }

  /// The findings for `outcomes`, in the same order.
  public func findings(from outcomes: [CheckOutcome]) -> [Finding] {
    let tested = outcomes.indices.filter { outcomes[$0].evidence?.pValue != nil }
    let adjusted = holmAdjustedPValues(tested.map { outcomes[$0].evidence!.pValue! })
    let adjustedByOutcome = Dictionary(uniqueKeysWithValues: zip(tested, adjusted))
    return outcomes.indices.map { finding(outcomes[$0], adjustedByOutcome[$0]) }
  }

  /// The findings for several sets of samples that are judged as one: all p-values are corrected together.
  public func findings(from sets: [[CheckOutcome]]) -> [[Finding]] {
    var rest = findings(from: sets.flatMap(\.self))[...]
    return sets.map { outcomes in
      defer { rest = rest.dropFirst(outcomes.count) }
      return Array(rest.prefix(outcomes.count))
    }
  }

  private func finding(_ outcome: CheckOutcome, _ adjustedPValue: Double?) -> Finding {
    switch outcome.result {
    case .notApplicable(let why):
      return Finding(
        check: outcome.check, title: outcome.title, verdict: .notApplicable, evidence: nil,
        detail: why)
    case .failure(let message):
      return Finding(
        check: outcome.check, title: outcome.title, verdict: .error, evidence: nil,
        detail: message)
    case .evidence(let evidence):
      let isProvedDifferent =
        evidence.law == .broken || adjustedPValue.map { $0 <= falseAlarmRate } ?? false
      let verdict = verdict(on: evidence, isProvedDifferent: isProvedDifferent)
      return Finding(
        check: outcome.check, title: outcome.title, verdict: verdict, evidence: evidence,
        adjustedPValue: adjustedPValue, isProvedDifferent: isProvedDifferent,
        furtherSamplesNeeded: verdict == .inconclusive ? evidence.furtherSamplesNeeded : nil,
        detail: evidence.detail)
    }
  }

  private func verdict(on evidence: Evidence, isProvedDifferent: Bool) -> Verdict {
    let isEquivalent = evidence.effect?.isWithinTolerance ?? false
    if evidence.law == .broken { return .fail }
    if isProvedDifferent {
      return standard == .practical && isEquivalent ? .tolerable : .fail
    }
    return isEquivalent ? .pass : .inconclusive
  }
}

extension Evidence {
  /// How many more effective samples would probably bring the effect's interval inside the
  /// tolerance, if the true effect is zero; nil where more samples cannot help.
  ///
  /// The half-width h of an interval and the estimate fall as n^(-1/2), the latter being off by about half
  /// of h, here perhaps by more. So 1.5 h and the end u of the interval that is furthest from zero must fit into
  /// the tolerance: n' = n · (max(1.5 h, u) / tolerance)². Where an interval shrinks as 1/n towards zero, its
  /// upper end must fit: n' = 1.1 n · u / tolerance.
  var furtherSamplesNeeded: Int? {
    guard let effect, effect.tolerance > 0, effectiveSampleCount > 0 else { return nil }
    let needed: Double
    switch effect.convergence {
    case .squareRoot:
      let halfWidth = (effect.interval.upperBound - effect.interval.lowerBound) / 2
      let end = max(abs(effect.interval.lowerBound), abs(effect.interval.upperBound))
      let ratio = max(1.5 * halfWidth, end) / effect.tolerance
      needed = effectiveSampleCount * ratio * ratio
    case .linear:
      needed = 1.1 * effectiveSampleCount * effect.interval.upperBound / effect.tolerance
    }
    guard needed.isFinite, needed < 1e15 else { return nil }
    return max(1, Int((needed - effectiveSampleCount).rounded(.up)))
  }
}
