import Judgement
import Reporting
import Statistics
import Storage

extension HistoryReport {
  /// The report as tables and pictures, of the last `shown` runs in the table.
  public func summary(listing shown: Int = 20, command: String? = nil) throws -> Summary {
    let changed = tracks.filter { !$0.changes.isEmpty }
    let first = runs.count > shown ? " The last \(shown) are listed." : ""
    return Summary(
      verdict: .overall(lastVerdicts), subject: subject, conclusion: conclusion(changed),
      facts: [
        "Runs: \(runs.count). Ensembles: \(Set(runs.map(\.ensemble)).count).\(first)",
        "A change is a step in the level of an effect beyond the scatter of the runs; none is marked anywhere in "
          + "a history without one, but with a probability of at most \(NumberText.declared(Self.falseAlarmRate)), if the runs "
          + "scatter as their errors say; in a short history that scatters more it is larger.",
        "The verdict is that of the last run of each ensemble.",
      ],
      tables: [runTable(shown), changeTable(changed)], charts: tracks.prefix(12).map(chart),
      notes: tracks.count > 12 ? ["Of \(tracks.count) effects those that say most are drawn."] : [],
      seed: 0, command: command, brand: "Steelyard: history",
      encoded: try JSONText.indented(EncodedHistory(self)))
  }

  private var lastVerdicts: [Verdict] {
    var last: [String: HistoryRun] = [:]
    for run in runs { last["\(run.ensemble)"] = run }
    return last.values.compactMap { Verdict.kept(as: $0.verdict) }
  }

  private func conclusion(_ changed: [Track]) -> String {
    guard let latest = changed.max(by: { $0.lastChange < $1.lastChange }) else {
      return "No effect has changed over the runs, as far as can be seen."
    }
    let names = Set(changed.map(\.title)).sorted().prefix(3).joined(separator: ", ")
    let more = Set(changed.map(\.title)).count > 3 ? " and others" : ""
    return "Changed: \(names)\(more); last with run \(latest.lastChange)."
  }

  private func runTable(_ shown: Int) -> Summary.Table {
    Summary.Table(
      title: "run", columns: ["run", "when", "label", "T", "n", "verdict", "says most"],
      rows: runs.suffix(shown).map { run in
        [
          .text("\(run.identifier)"), .text(run.time), .text(run.label ?? ""),
          .text(NumberText.declared(run.ensemble.temperature)),
          .text(NumberText.count(run.sampleCount)), .text(run.verdict),
          .text(run.worst?.title ?? "–"),
        ]
      })
  }

  private func changeTable(_ changed: [Track]) -> Summary.Table {
    Summary.Table(
      title: "changed", columns: ["changed", "T", "with run", "before", "after", "tolerance"],
      rows: changed.flatMap { track in
        track.changes.enumerated().map { number, place in
          let previous = number == 0 ? 0 : track.changes[number - 1]
          let next =
            number + 1 < track.changes.count ? track.changes[number + 1] : track.points.count
          func mean(_ range: Range<Int>) -> String {
            let values = track.points[range].map(\.effect.value)
            return NumberText.significant(values.reduce(0, +) / Double(values.count))
          }
          return [
            .text(track.title), .text(NumberText.declared(track.ensemble.temperature)),
            .text("\(track.points[place].run.identifier)"), .text(mean(previous..<place)),
            .text(mean(place..<next)),
            .text(NumberText.significant(track.points[place].effect.tolerance)),
          ]
        }
      })
  }

  private func chart(_ track: Track) -> SeriesChart {
    let tolerance = track.points.last!.effect.tolerance
    let unit = track.points.last!.effect.unit
    return SeriesChart(
      title: "\(track.title), \(track.ensemble)",
      panels: [
        SeriesChart.Panel(
          xLabel: "run",
          yLabel: track.points.last!.effect.name + (unit.isEmpty ? "" : " (\(unit))"),
          series: [
            .init(
              "effect, 95 %", style: .points, hue: 0,
              points: track.points.map { point in
                let interval = point.effect.interval
                return .init(
                  Double(point.run.identifier), point.effect.value,
                  interval: interval.upperBound.isFinite && interval.lowerBound.isFinite
                    ? interval : nil)
              })
          ],
          marks: [
            .init(.y, at: tolerance, label: "tolerance"), .init(.y, at: -tolerance, label: ""),
          ]
            + track.changes.map {
              .init(.x, at: Double(track.points[$0].run.identifier) - 0.5, label: "change")
            })
      ])
  }
}

extension HistoryReport.Track {
  /// The run with which the last change came.
  fileprivate var lastChange: Int { changes.last.map { points[$0].run.identifier } ?? 0 }
}

extension HistoryRun {
  /// The finding that says most.
  fileprivate var worst: Finding? {
    findings.max { $0.prominence < $1.prominence }
  }
}

extension HistoryRun.Finding {
  /// How much the finding says beside others.
  fileprivate var prominence: Prominence {
    Prominence(
      Verdict.kept(as: verdict), effect: effect?.value, tolerance: effect?.tolerance)
  }
}
