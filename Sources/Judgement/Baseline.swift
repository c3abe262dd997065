import SpinSystems
import Storage

/// An earlier report, reduced to what a later one is compared with.
public struct Baseline: Sendable {
  /// One check's result in the earlier report.
  public struct Entry: Sendable {
    /// The check's identifier.
    public var check: String
    /// The verdict on it.
    public var verdict: Verdict
    /// The effect's 95 % interval and tolerance, where there was an effect.
    public var interval: ClosedRange<Double>?

    /// One check's result.
    public init(check: String, verdict: Verdict, interval: ClosedRange<Double>?) {
      self.check = check
      self.verdict = verdict
      self.interval = interval
    }
  }

  /// Where it was read from.
  public var source: String
  /// What its samples were weighed against.
  public var ensemble: Ensemble
  /// The checks of the earlier report.
  public var entries: [Entry]

  /// An earlier report, read from `source`.
  public init(source: String, ensemble: Ensemble, entries: [Entry]) {
    self.source = source
    self.ensemble = ensemble
    self.entries = entries
  }

  /// Did samples of `ensemble` get worse than these, by what was found on them?
  ///
  /// A check got worse if its verdict went from pass or tolerable to fail, or if both failed and the
  /// magnitude of the effect grew beyond doubt: the 95 % intervals of |effect| do not meet. A check that
  /// passed and is now inconclusive leaves the comparison inconclusive.
  ///
  /// - Throws: `BaselineError` where the baseline is of another ensemble.
  public func comparison(
    with findings: [Finding], on ensemble: Ensemble
  ) throws(BaselineError) -> BaselineComparison {
    guard self.ensemble == ensemble else {
      throw BaselineError(
        source: source, problem: "is of \(self.ensemble); wanted \(ensemble)")
    }
    let earlier = Dictionary(entries.map { ($0.check, $0) }, uniquingKeysWith: { $1 })
    var comparison = BaselineComparison(source: source)
    for finding in findings {
      guard let entry = earlier[finding.check] else { continue }
      if finding.verdict == .error {
        comparison.errors.append(finding.check)
      } else if Self.isWorse(finding, than: entry) {
        comparison.worse.append(finding.check)
      } else if finding.verdict == .inconclusive, [.pass, .tolerable].contains(entry.verdict) {
        comparison.undecided.append(finding.check)
      } else if Self.isBetter(finding, than: entry) {
        comparison.better.append(finding.check)
      }
    }
    return comparison
  }

  private static func isWorse(_ finding: Finding, than entry: Entry) -> Bool {
    guard finding.verdict == .fail else { return false }
    guard entry.verdict == .fail else { return [.pass, .tolerable].contains(entry.verdict) }
    guard let now = finding.evidence?.effect?.interval, let then = entry.interval else {
      return false
    }
    return magnitudes(now).lowerBound > magnitudes(then).upperBound
  }

  private static func isBetter(_ finding: Finding, than entry: Entry) -> Bool {
    guard entry.verdict == .fail else { return false }
    if [.pass, .tolerable].contains(finding.verdict) { return true }
    guard let now = finding.evidence?.effect?.interval, let then = entry.interval else {
      return false
    }
    return magnitudes(now).upperBound < magnitudes(then).lowerBound
  }

  /// The interval of |x| for x in `interval`.
  private static func magnitudes(_ interval: ClosedRange<Double>) -> ClosedRange<Double> {
    let (low, high) = (abs(interval.lowerBound), abs(interval.upperBound))
    return (interval.contains(0) ? 0 : min(low, high))...max(low, high)
  }
}

/// What became better and what worse since a baseline, by the checks' identifiers.
public struct BaselineComparison: Sendable, Equatable {
  /// Where the baseline was read from.
  public var source: String
  /// Got worse.
  public var worse: [String] = []
  /// Got better.
  public var better: [String] = []
  /// Passed then, inconclusive now.
  public var undecided: [String] = []
  /// Could not run.
  public var errors: [String] = []

  /// A comparison in which nothing has changed so far.
  public init(source: String) { self.source = source }

  /// Fail if anything got worse, whatever the samples' own verdict.
  public var verdict: Verdict {
    if !errors.isEmpty { return .error }
    if !worse.isEmpty { return .fail }
    return undecided.isEmpty ? .pass : .inconclusive
  }

  /// One sentence for the report.
  public var summary: String {
    let parts = [("worse", worse), ("better", better), ("undecided", undecided), ("error", errors)]
      .filter { !$0.1.isEmpty }
      .map { "\($0.0): \($0.1.joined(separator: ", "))" }
    let result = parts.isEmpty ? "no check got better or worse" : parts.joined(separator: "; ")
    return "Against the baseline \(source): \(result)."
  }
}

/// Why a baseline cannot be used.
public struct BaselineError: InputError, Equatable {
  /// Where it was read from.
  public var source: String
  /// What is wrong with it and what was wanted; the predicate of a sentence.
  public var problem: String

  /// What is wrong with the baseline of `source`.
  public init(source: String, problem: String) {
    self.source = source
    self.problem = problem
  }

  public var description: String { "\(source): this baseline \(problem)" }
}
