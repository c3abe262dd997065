import SpinSystems
import Statistics

/// What became of samples since a baseline, check by check.
public struct BaselineComparison: Sendable {
  /// What two-sample tests say of one check.
  public enum Outcome: String, Sendable, Codable, CaseIterable {
    /// Proved different from the baseline, and closer to the reference.
    case better
    /// Not proved different.
    case same
    /// Proved different from the baseline, and further from the reference.
    case worse
    /// Proved different from the baseline, and neither closer nor further.
    case changed
    /// Nothing can be said: a law that the baseline kept is broken in too few samples to prove that they
    /// are more, the later samples are too short a chain, or one of the sets is worth too few draws or has not
    /// moved a slow mode.
    case undecided

    /// What it means for the comparison: only what got worse fails.
    public var verdict: Verdict {
      switch self {
      case .worse: .fail
      case .undecided: .inconclusive
      case .better, .same, .changed: .pass
      }
    }
  }

  /// One check against one earlier set.
  public struct Row: Sendable {
    public var check: String
    public var title: String
    /// Whether the earlier set is the first of the series rather than the last.
    public var isAgainstAnchor: Bool
    public var outcome: Outcome
    /// P(so different | both sets have one law).
    public var pValue: Double
    /// After Holm's correction over all rows, of what the outcome says: where it is worse or better, counted only if
    /// further from the reference, or closer; else of any difference.
    public var adjustedPValue: Double
    /// The size of the difference in standard errors, or √T², √χ²; of a law the difference in fractions.
    public var score: Double
    /// Whether the p-values hold; they do not where the samples are too short a chain or have not moved a slow mode.
    public var isJudged: Bool
  }

  private typealias Change = (
    record: CheckRecord, isAgainstAnchor: Bool, change: StatisticsChange, isShort: Bool,
    isExplored: Bool
  )

  /// What was compared with, for the reader.
  public var source: String
  public var rows: [Row]
  /// Probability that samples of the baseline's own model are called worse in any row.
  public var falseAlarmRate: Double
  /// Why nothing can be said of some or all checks: the later samples are too short a chain, or one of the sets is
  /// worth too few draws or has not moved a slow mode.
  public var obstacle: String?

  /// Compares `records` of samples with `baseline` and with its anchor.
  ///
  /// A check is *worse* if it is proved different from the baseline, by a two-sample test after Holm's
  /// correction over all rows, and further from the reference at 0.01; so samples of one and the same
  /// model are called worse with a probability below `falseAlarmRate`, whatever that model is.
  ///
  /// - Parameters:
  ///   - source: the name of the earlier baseline, for errors.
  ///   - falseAlarmRate: the declared rate for the whole comparison.
  ///   - baseline: of the new samples.
  ///   - now: the later samples, as the baseline that they would make.
  ///   - records: the same with what the reference expects.
  /// - Throws: `BaselineError` where the baseline is of another ensemble, other tolerances or versions.
  public init(
    _ now: Baseline, _ records: [CheckRecord], since baseline: Baseline, named source: String,
    falseAlarmRate: Double = DecisionRule.defaultFalseAlarmRate
  ) throws(BaselineError) {
    try baseline.requireComparable(now)
    self.source = source
    self.falseAlarmRate = falseAlarmRate
    var changes: [Change] = []
    let earlier = [(baseline.current, false)] + (baseline.anchor.map { [($0, true)] } ?? [])
    for (snapshot, isAgainstAnchor) in earlier {
      for record in records {
        guard let then = snapshot.entry(of: record.check),
          let change = StatisticsChange(
            record.statistics, since: then.statistics, expecting: record.expectation)
        else {
          throw BaselineError(
            "has statistics of another kind for the check \(record.check)", source: source)
        }
        let isShort = [record.statistics, then.statistics].contains(where: \.isTooShort)
        let isExplored = record.obstacle == nil && then.unexplored != true
        changes.append((record, isAgainstAnchor, change, isShort, isExplored))
      }
    }
    obstacle =
      if let now = records.lazy.compactMap(\.obstacle).first {
        now
      } else if changes.contains(where: { !$0.isExplored }) {
        "The earlier samples had hardly moved a slow mode that what is undecided depends on."
      } else if changes.contains(where: \.isShort) {
        "One of the two is worth too few independent draws for what is undecided."
      } else {
        nil
      }
    let different = holmAdjustedPValues(changes.map(\.change.different))
    let worse = holmAdjustedPValues(changes.map(\.change.worse))
    let better = holmAdjustedPValues(changes.map(\.change.better))
    rows = changes.indices.map { index in
      let (record, isAgainstAnchor, change, isShort, isExplored) = changes[index]
      let isLaw = if case .occurrences = record.statistics { true } else { false }
      let isJudged = isLaw || isExplored
      let outcome: Outcome =
        if !isJudged {
          .undecided
        } else if worse[index] <= falseAlarmRate {
          .worse
        } else if better[index] <= falseAlarmRate {
          .better
        } else if change.isNewlyBroken || isShort {
          .undecided
        } else if different[index] <= falseAlarmRate {
          .changed
        } else {
          .same
        }
      let adjusted =
        switch outcome {
        case .worse: worse[index]
        case .better: better[index]
        case .same, .changed, .undecided: different[index]
        }
      return Row(
        check: record.check, title: record.title, isAgainstAnchor: isAgainstAnchor,
        outcome: outcome, pValue: change.different, adjustedPValue: adjusted,
        score: change.score, isJudged: isJudged)
    }
  }

  /// Fail if anything got worse, whatever the samples' own verdict.
  public var verdict: Verdict {
    .overall(rows.map(\.outcome.verdict))
  }

  /// One sentence for the report.
  public var summary: String {
    let parts = [Outcome.worse, .better, .changed, .undecided].compactMap { outcome in
      let names = rows.filter { $0.outcome == outcome }
        .map { $0.check + ($0.isAgainstAnchor ? " (against the first baseline)" : "") }
      return names.isEmpty ? nil : "\(outcome.rawValue): \(names.joined(separator: ", "))"
    }
    let result = parts.isEmpty ? "same in every check" : parts.joined(separator: "; ")
    return "Against the baseline \(source): \(result)." + (obstacle.map { " \($0)" } ?? "")
  }
}
