/// Named series over one or several panels, such as a quantity against temperature for two sizes, or C(r)
/// of samples beside the exact curve.
public struct SeriesChart: Sendable, Equatable, Codable {
  /// One value, or one place of a curve.
  public struct Point: Sendable, Equatable, Codable {
    /// The place on the horizontal axis.
    public var x: Double
    /// The value on the vertical axis.
    public var y: Double
    /// The 95 % interval of y, where y has an error.
    public var interval: ClosedRange<Double>?

    /// The value `y` at `x`, with the 95 % interval of y where it has an error.
    public init(_ x: Double, _ y: Double, interval: ClosedRange<Double>? = nil) {
      self.x = x
      self.y = y
      self.interval = interval
    }
  }

  /// How a series is drawn.
  public enum Style: String, Sendable, CaseIterable, Codable {
    /// Symbols with their intervals.
    case points
    /// A line from point to point.
    case line
    /// The same, dashed: a reference.
    case dashedLine
  }

  /// Points that belong together.
  public struct Series: Sendable, Equatable, Codable {
    /// What the legend says. Series of one name and style in several panels share an entry.
    public var name: String
    /// Symbols or a line.
    public var style: Style
    /// Series of one hue share a colour and a symbol, such as samples and the exact curve of the same
    /// temperature. From 0; only the first `hueCount` can be told apart.
    public var hue: Int
    /// The points, in the order in which a line joins them.
    public var points: [Point]

    /// Points that share a name, a style and a hue.
    ///
    /// - Precondition: `hue` is not negative.
    public init(_ name: String, style: Style, hue: Int, points: [Point]) {
      precondition(hue >= 0)
      self.name = name
      self.style = style
      self.hue = hue
      self.points = points
    }
  }

  /// A thin line across a panel that marks a value, such as T_c.
  public struct Mark: Sendable, Equatable, Codable {
    /// The axis on which the value lies.
    public enum Axis: String, Sendable, Codable {
      /// The horizontal or the vertical axis.
      case x, y
    }

    /// The axis on which the value lies.
    public var axis: Axis
    /// The value, in the units of the axis.
    public var value: Double
    /// What stands beside the line.
    public var label: String

    /// A line at `value` of `axis`, with a label beside it.
    public init(_ axis: Axis, at value: Double, label: String) {
      self.axis = axis
      self.value = value
      self.label = label
    }
  }

  /// One pair of axes.
  public struct Panel: Sendable, Equatable, Codable {
    /// Tells the panels apart; empty where there is one.
    public var title: String
    /// What the horizontal axis shows, with its unit.
    public var xLabel: String
    /// What the vertical axis shows, with its unit.
    public var yLabel: String
    /// Values that are not positive are left out of a logarithmic axis.
    public var isXLogarithmic: Bool
    /// The same of the vertical axis.
    public var isYLogarithmic: Bool
    /// What is drawn between the axes.
    public var series: [Series]
    /// Thin lines at values such as T_c.
    public var marks: [Mark]

    /// A pair of axes, linear unless it is said, and what is drawn between them.
    public init(
      title: String = "", xLabel: String, yLabel: String, isXLogarithmic: Bool = false,
      isYLogarithmic: Bool = false, series: [Series], marks: [Mark] = []
    ) {
      self.title = title
      self.xLabel = xLabel
      self.yLabel = yLabel
      self.isXLogarithmic = isXLogarithmic
      self.isYLogarithmic = isYLogarithmic
      self.series = series
      self.marks = marks
    }
  }

  /// How many hues can be told apart.
  public static let hueCount = 6

  /// What stands above the panels.
  public var title: String
  /// From top to bottom.
  public var panels: [Panel]

  /// Panels below each other, under one title.
  public init(title: String, panels: [Panel]) {
    self.title = title
    self.panels = panels
  }
}
