/// A chart as it stands in `report.json`.
public struct EncodedChart: Codable, Sendable, Equatable {
  public var title: String
  public var panels: [Panel]

  /// One pair of axes.
  public struct Panel: Codable, Sendable, Equatable {
    public var title: String
    public var xLabel: String
    public var yLabel: String
    public var xLogarithmic: Bool
    public var yLogarithmic: Bool
    public var series: [Series]
    public var marks: [Mark]
  }

  /// Points that belong together.
  public struct Series: Codable, Sendable, Equatable {
    public var name: String
    /// "points", "line" or "dashedLine".
    public var style: String
    public var hue: Int
    public var points: [Point]
  }

  /// A value with its 95 % interval, where it has one.
  public struct Point: Codable, Sendable, Equatable {
    public var x: EncodedNumber
    public var y: EncodedNumber
    @OrNull public var interval: EncodedReport.Interval?
  }

  /// A line across a panel.
  public struct Mark: Codable, Sendable, Equatable {
    /// "x" or "y".
    public var axis: String
    public var value: EncodedNumber
    public var label: String
  }

  /// What `chart` looks like on the wire.
  public init(_ chart: SeriesChart) {
    title = chart.title
    panels = chart.panels.map { panel in
      Panel(
        title: panel.title, xLabel: panel.xLabel, yLabel: panel.yLabel,
        xLogarithmic: panel.isXLogarithmic, yLogarithmic: panel.isYLogarithmic,
        series: panel.series.map { series in
          Series(
            name: series.name, style: series.style.rawValue, hue: series.hue,
            points: series.points.map(Point.init))
        },
        marks: panel.marks.map {
          Mark(axis: $0.axis.rawValue, value: EncodedNumber($0.value), label: $0.label)
        })
    }
  }
}

extension EncodedChart.Point {
  init(_ point: SeriesChart.Point) {
    self.init(
      x: EncodedNumber(point.x), y: EncodedNumber(point.y),
      interval: point.interval.map(EncodedReport.Interval.init))
  }
}
