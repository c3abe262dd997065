import Judgement
import Statistics

/// The numbers behind a picture, as text: for readers who cannot see it, for Markdown, and for a
/// machine without gnuplot.
struct ValueTable {
  var title: String
  var columns: [String]
  var rows: [[String]]

  init(title: String, columns: [String], rows: [[String]]) {
    self.title = title
    self.columns = columns
    self.rows = rows
  }

  init(_ distribution: LevelDistribution) {
    title = distribution.title
    columns = ["level", distribution.axisLabel, "reference", "samples", "95 % interval", ""]
    rows = distribution.levels.map { level in
      [
        String(level.level), NumberText.significant(level.position, digits: 4),
        NumberText.significant(level.reference), NumberText.significant(level.sampled),
        NumberText.range(level.interval), level.isForbidden ? "forbidden" : "",
      ]
    }
  }

  init(_ curve: ReferenceCurve) {
    title = curve.title
    columns = [curve.axisLabel, "reference", "samples", "95 % interval"]
    rows = curve.points.map { point in
      [
        NumberText.declared(point.position), NumberText.significant(point.reference, digits: 5),
        NumberText.significant(point.sampled, digits: 5), NumberText.range(point.interval),
      ]
    }
  }

  init(_ chart: SeriesChart) {
    title = chart.title
    let labels = Set(chart.panels.map(\.xLabel))
    let xLabel = labels.count == 1 ? labels.first! : "x"
    columns = ["panel", "series", xLabel, "value", "95 % interval"]
    rows = chart.panels.flatMap { panel in
      panel.series.flatMap { series in
        series.points.map { point in
          [
            panel.title.isEmpty ? panel.yLabel : panel.title, series.name,
            NumberText.declared(point.x), NumberText.significant(point.y, digits: 5),
            point.interval.map { NumberText.ends(of: point.y, interval: $0) } ?? "",
          ]
        }
      }
    }
  }

  init(_ comparison: BaselineComparison) {
    title = "Against the baseline \(comparison.source)"
    columns = [
      "check", "against", "outcome", "size of the change", "p", "p, corrected for all rows",
    ]
    rows = comparison.rows.map { row in
      [
        row.title, row.isAgainstAnchor ? "the first of the series" : "the baseline",
        row.outcome.rawValue, NumberText.significant(row.score),
        row.text(of: row.pValue), row.text(of: row.adjustedPValue),
      ]
    }
  }
}

extension BaselineComparison.Row {
  /// One of its p-values, where it holds.
  func text(of pValue: Double) -> String {
    isJudged ? NumberText.significant(pValue, digits: 2) : Finding.noEntry
  }
}

extension Illustration {
  /// The numbers behind the picture; nil for one that is not of numbers.
  var table: ValueTable? {
    switch self {
    case .distribution(let distribution): ValueTable(distribution)
    case .curve(let curve): ValueTable(curve)
    case .chart(let chart): ValueTable(chart)
    case .matrix(let matrix): ValueTable(matrix)
    case .configurations: nil
    }
  }
}
