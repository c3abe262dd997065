/// Named series over one or several panels, such as a quantity against temperature for two sizes, or C(r)
/// of samples beside the exact curve.
public struct SeriesChart: Sendable, Equatable {
  /// One value, or one place of a curve.
  public struct Point: Sendable, Equatable {
    public var x: Double
    public var y: Double
    /// The 95 % interval of y, where y has an error.
    public var interval: ClosedRange<Double>?

    public init(_ x: Double, _ y: Double, interval: ClosedRange<Double>? = nil) {
      self.x = x
      self.y = y
      self.interval = interval
    }
  }

  /// How a series is drawn.
  public enum Style: String, Sendable, CaseIterable {
    /// Symbols with their intervals.
    case points
    /// A line from point to point.
    case line
    /// The same, dashed: a reference.
    case dashedLine
  }

  /// Points that belong together.
  public struct Series: Sendable, Equatable {
    /// What the legend says. Series of one name and style in several panels share an entry.
    public var name: String
    public var style: Style
    /// Series of one hue share a colour and a symbol, such as samples and the exact curve of the same
    /// temperature. From 0; only the first `hueCount` can be told apart.
    public var hue: Int
    public var points: [Point]

    public init(_ name: String, style: Style, hue: Int, points: [Point]) {
      precondition(hue >= 0)
      self.name = name
      self.style = style
      self.hue = hue
      self.points = points
    }
  }

  /// A thin line across a panel that marks a value, such as T_c.
  public struct Mark: Sendable, Equatable {
    /// The axis on which the value lies.
    public enum Axis: String, Sendable {
      case x, y
    }

    public var axis: Axis
    public var value: Double
    /// What stands beside the line.
    public var label: String

    public init(_ axis: Axis, at value: Double, label: String) {
      self.axis = axis
      self.value = value
      self.label = label
    }
  }

  /// One pair of axes.
  public struct Panel: Sendable, Equatable {
    /// Tells the panels apart; empty where there is one.
    public var title: String
    public var xLabel: String
    public var yLabel: String
    /// Values that are not positive are left out of a logarithmic axis.
    public var isXLogarithmic: Bool
    public var isYLogarithmic: Bool
    public var series: [Series]
    public var marks: [Mark]

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

  public var title: String
  /// From top to bottom.
  public var panels: [Panel]

  public init(title: String, panels: [Panel]) {
    self.title = title
    self.panels = panels
  }
}
