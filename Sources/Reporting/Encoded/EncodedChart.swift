/// A chart as it stands in `report.json`.
public struct EncodedChart: Codable, Sendable, Equatable {
  /// What stands above the panels.
  public var title: String
  /// From top to bottom.
  public var panels: [Panel]

  /// One pair of axes.
  public struct Panel: Codable, Sendable, Equatable {
    /// Tells the panels apart; empty where there is one.
    public var title: String
    /// What the horizontal axis shows, with its unit.
    public var xLabel: String
    /// What the vertical axis shows, with its unit.
    public var yLabel: String
    /// Whether the horizontal axis is logarithmic.
    public var xLogarithmic: Bool
    /// Whether the vertical axis is logarithmic.
    public var yLogarithmic: Bool
    /// What is drawn between the axes.
    public var series: [Series]
    /// Lines at values such as T_c.
    public var marks: [Mark]
  }

  /// Points that belong together.
  public struct Series: Codable, Sendable, Equatable {
    /// What the legend says.
    public var name: String
    /// "points", "line" or "dashedLine".
    public var style: String
    /// Series of one hue share a colour; from 0.
    public var hue: Int
    /// The points, in the order in which a line joins them.
    public var points: [Point]
  }

  /// A value with its 95 % interval, where it has one.
  public struct Point: Codable, Sendable, Equatable {
    /// The place on the horizontal axis.
    public var x: EncodedNumber
    /// The value on the vertical axis.
    public var y: EncodedNumber
    /// The 95 % interval of y; null where y has no error.
    @OrNull public var interval: EncodedReport.Interval?
  }

  /// A line across a panel.
  public struct Mark: Codable, Sendable, Equatable {
    /// "x" or "y".
    public var axis: String
    /// The value, in the units of the axis.
    public var value: EncodedNumber
    /// What stands beside the line.
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
