import Judgement
import Reporting
import Studies
import SpinSystems

/// What the suite of checks said of several sets of samples, set by set.
public struct SuiteTally: Codable, Sendable, Equatable {
  /// What one check said.
  public struct Row: Codable, Sendable, Equatable {
    /// The check's identifier.
    public var check: String
    /// The verdict on each set.
    public var verdicts: [Verdict] = []
    /// The p-value of each set; nil where the check had none.
    public var pValues: [Double?] = []
    /// Whether the law of each p-value was said to be discrete.
    public var discrete: [Bool] = []
  }

  /// The number n of configurations in each set.
  public var count: Int
  /// One row a check, in the order of the suite.
  public var rows: [Row] = []
  /// The verdict of the whole suite on each set.
  public var verdicts: [Verdict] = []

  /// A tally of no set of `count` configurations.
  public init(count: Int) { self.count = count }

  /// Adds what `assessment` says of `samples`.
  mutating func add(_ samples: SampleSet, by assessment: Assessment) throws {
    add(try assessment.report(on: samples, subject: "set \(verdicts.count)"))
  }

  /// Adds what `report` says, of which not every set need have the same checks.
  mutating func add(_ report: Report) {
    for finding in report.findings {
      let known = rows.firstIndex { $0.check == finding.check }
      let index = known ?? rows.count
      if known == nil { rows.append(Row(check: finding.check)) }
      rows[index].verdicts.append(finding.verdict)
      rows[index].pValues.append(finding.evidence?.pValue)
      rows[index].discrete.append(finding.evidence?.hasDiscreteLaw ?? false)
    }
    verdicts.append(report.verdict)
  }

  /// The number of sets.
  public var setCount: Int { verdicts.count }

  /// The number of sets that the suite failed.
  public var failureCount: Int { verdicts.count { $0 == .fail } }

  /// The number of sets that the check failed, by identifier.
  func failures(of check: String) -> Int {
    rows.first { $0.check == check }?.verdicts.count { $0 == .fail } ?? 0
  }
}

extension [SuiteTally] {
  /// The identifiers of the checks, in the order of the suite.
  var checks: [String] { first?.rows.map(\.check) ?? [] }
  /// The number of sets in all.
  var setCount: Int { reduce(0) { $0 + $1.setCount } }
  /// The number of sets that the suite failed.
  var failureCount: Int { reduce(0) { $0 + $1.failureCount } }

  /// Every p-value of `check`, or those whose law is, or is not, said to be discrete.
  func pValues(of check: String, discrete: Bool? = nil) -> [Double] {
    flatMap { tally -> [Double] in
      guard let row = tally.rows.first(where: { $0.check == check }) else { return [] }
      return row.pValues.indices.compactMap { index in
        discrete == nil || row.discrete[index] == discrete ? row.pValues[index] : nil
      }
    }
  }
}
