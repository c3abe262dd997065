import Judgement
import Reporting
import SpinSystems
import Statistics
import Storage

/// What became of samples over the runs of a history: each effect against the runs, with changes marked.
public struct HistoryReport: Sendable {
  /// One check of one ensemble over the runs that have an effect of it.
  public struct Track: Sendable {
    /// The ensemble of all runs.
    public var ensemble: Ensemble
    /// The identifier of the check.
    public var check: String
    /// Its name for people.
    public var title: String
    /// The runs, the oldest first, each with its effect.
    public var points: [(run: HistoryRun, effect: HistoryRun.Effect)]
    /// The places in `points` at which another level begins.
    public var changes: [Int]

    /// The last effect in units of its tolerance.
    var lastShare: Double {
      let effect = points.last!.effect
      return effect.tolerance > 0 ? abs(effect.value) / effect.tolerance : 0
    }
  }

  /// The probability that a history without changes has one marked anywhere.
  public static let falseAlarmRate = 1e-3

  /// What the history is called.
  public var subject: String
  /// The runs, the oldest first.
  public var runs: [HistoryRun]
  /// Those with a change first, then those whose last effect is largest for its tolerance.
  public var tracks: [Track]

  /// The report on `runs`.
  public init(on runs: [HistoryRun], of subject: String) {
    self.runs = runs
    self.subject = subject
    var tracks: [Track] = []
    for (ensemble, runs) in Dictionary(grouping: runs, by: \.ensemble) {
      var order: [String] = []
      var points: [String: [(run: HistoryRun, effect: HistoryRun.Effect)]] = [:]
      var titles: [String: String] = [:]
      for run in runs.sorted(by: { $0.identifier < $1.identifier }) {
        for finding in run.findings {
          guard let effect = finding.effect, effect.value.isFinite else { continue }
          if points[finding.check] == nil { order.append(finding.check) }
          titles[finding.check] = finding.title
          points[finding.check, default: []].append((run, effect))
        }
      }
      tracks += order.map { check in
        Track(
          ensemble: ensemble, check: check, title: titles[check]!, points: points[check]!,
          changes: [])
      }
    }
    let rate = Self.falseAlarmRate / Double(max(1, tracks.count))
    for index in tracks.indices {
      tracks[index].changes =
        ChangePoints(
          tracks[index].points.map { ($0.effect.value, Self.standardError($0.effect)) },
          falseAlarmRate: rate
        ).places
    }
    self.tracks = tracks.sorted { a, b in
      (a.changes.isEmpty ? 1 : 0, -a.lastShare, a.check, a.ensemble.temperature)
        < (b.changes.isEmpty ? 1 : 0, -b.lastShare, b.check, b.ensemble.temperature)
    }
  }

  /// That of a normal law with the interval.
  private static func standardError(_ effect: HistoryRun.Effect) -> Double {
    let width = effect.interval.upperBound - effect.interval.lowerBound
    return width.isFinite ? width / (2 * Estimate.normalQuantile) : 0
  }
}
