#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension GnuplotScript {
  /// The panels of `chart`, one below the other.
  init(_ chart: SeriesChart) {
    let panelHeight = chart.panels.count == 1 ? 340 : 280
    let height = panelHeight * max(chart.panels.count, 1)
    let legend = ChartLegend(chart)
    let axis = "rgb '\(Ink.axis.marker)'"
    var lines = [
      "set terminal svg size \(GnuplotScript.width),\(height) noenhanced font ',13'",
      "set encoding utf8",
    ]
    for (index, panel) in chart.panels.enumerated() {
      let scale = PanelScale(panel)
      for (number, series) in panel.series.enumerated() {
        lines.append("$panel\(index)series\(number) << END_OF_DATA")
        lines += series.points.map { point in
          let interval = scale.interval(of: point)
          return [point.x, scale.y.shown(point.y), interval.lower, interval.upper]
            .map(GnuplotScript.number).joined(separator: " ")
        }
        lines.append("END_OF_DATA")
      }
    }
    lines += [
      "unset key",
      "set border 3 lw 1 lc \(axis)",
      "set tics nomirror out scale 0.4 textcolor \(axis)",
      "set grid ytics lt 1 lw 0.7 lc rgb '\(Ink.grid.marker)'",
      "set format '%g'",
      "set lmargin at screen 0.125",
      "set rmargin at screen 0.985",
      "set multiplot",
    ]
    for (index, panel) in chart.panels.enumerated() {
      lines += GnuplotScript.commands(
        for: panel, index: index, height: height,
        top: Double(height - index * panelHeight) / Double(height),
        legend: legend)
    }
    lines.append("unset multiplot")
    self.init(text: lines.joined(separator: "\n") + "\n", height: height)
  }

  /// - Parameter top: the panel's upper edge as a fraction of the figure's height.
  private static func commands(
    for panel: SeriesChart.Panel, index: Int, height: Int, top: Double, legend: ChartLegend
  ) -> [String] {
    let axis = "rgb '\(Ink.axis.marker)'"
    let unit = 1 / Double(height)
    let panelHeight = index == 0 && top == 1 && height == 340 ? 340.0 : 280.0
    let scale = PanelScale(panel)
    let heading = [panel.title, panel.yLabel].filter { !$0.isEmpty }.joined(separator: ": ")
    var lines = [
      "unset label",
      "unset arrow",
      "\(panel.isXLogarithmic ? "set" : "unset") logscale x",
      "\(panel.isYLogarithmic ? "set" : "unset") logscale y",
      "set xrange [\(scale.x.range.lowerBound):\(scale.x.range.upperBound)]",
      "set yrange [\(scale.y.range.lowerBound):\(scale.y.range.upperBound)]",
      "set xtics \(scale.x.tics(count: 8))",
      "set ytics \(scale.y.tics(count: 6))",
      "set tmargin at screen \(top - 28 * unit)",
      "set bmargin at screen \(top - (panelHeight - 58) * unit)",
      "set label \(quoted(heading)) at screen 0.01, screen \(top - 12 * unit) tc \(axis)",
      "set xlabel \(quoted(panel.xLabel)) tc \(axis) offset 0,0.4",
    ]
    for mark in panel.marks where mark.value.isFinite {
      let (start, end, place) =
        switch mark.axis {
        case .x:
          (
            "\(mark.value), graph 0", "\(mark.value), graph 1",
            "\(mark.value), graph 0.97 rotate right offset character 0.8,0"
          )
        case .y:
          (
            "graph 0, first \(mark.value)", "graph 1, first \(mark.value)",
            "graph 0.99, first \(mark.value) right offset character 0,0.5"
          )
        }
      lines.append("set arrow from \(start) to \(end) nohead back dt (2,3) lc \(axis)")
      lines.append("set label \(quoted(mark.label)) at \(place) tc \(axis)")
    }
    let plots = panel.series.enumerated().flatMap { number, series in
      series.points.isEmpty
        ? [] : plot("$panel\(index)series\(number)", as: legend.entry(of: series))
    }
    // Something to plot even where there is no series, so that axes and marks show.
    lines.append("plot " + (plots.isEmpty ? ["NaN"] : plots).joined(separator: ", "))
    return lines
  }

  private static func plot(_ data: String, as entry: ChartLegend.Entry) -> [String] {
    let color = "lc rgb '\(Ink.hue(entry.hue).marker)'"
    switch entry.style {
    case .line: return ["\(data) using 1:2 with lines lw 2 \(color)"]
    case .dashedLine: return ["\(data) using 1:2 with lines lw 2 dt (8,5) \(color)"]
    case .points:
      let pointType = pointTypes[entry.hue] - (entry.isOpen ? 1 : 0)
      return [
        "\(data) using 1:3:(0):($4 - $3) with vectors nohead lw 1.5 \(color)",
        "\(data) using 1:2 with points pt \(pointType) ps 0.6 \(color)",
      ]
    }
  }

  /// Filled symbols; the outline has the number below.
  private static let pointTypes = [7, 5, 9, 13, 11, 15]
}

/// What the axes of a panel span.
private struct PanelScale {
  let x: AxisScale
  let y: AxisScale

  init(_ panel: SeriesChart.Panel) {
    let points = panel.series.flatMap(\.points)
    func marks(on axis: SeriesChart.Mark.Axis) -> [Double] {
      panel.marks.filter { $0.axis == axis }.map(\.value)
    }
    x = AxisScale(
      points.map(\.x) + marks(on: .x), isLogarithmic: panel.isXLogarithmic, margin: 0.04)
    y = AxisScale(
      points.flatMap { point in
        [point.y] + (point.interval.map { [$0.lowerBound, $0.upperBound] } ?? [])
      } + marks(on: .y), isLogarithmic: panel.isYLogarithmic, margin: 0.06)
  }

  /// The ends of the interval that can be drawn; both are the value where there is none.
  func interval(of point: SeriesChart.Point) -> (lower: Double, upper: Double) {
    guard let interval = point.interval else { return (y.shown(point.y), y.shown(point.y)) }
    return (y.clamped(interval.lowerBound), y.clamped(interval.upperBound))
  }
}

/// What one axis spans, with a margin.
private struct AxisScale {
  /// The values that can be drawn.
  let values: [Double]
  let range: ClosedRange<Double>
  private let isLogarithmic: Bool

  init(_ values: [Double], isLogarithmic: Bool, margin: Double) {
    self.isLogarithmic = isLogarithmic
    self.values = values.filter { $0.isFinite && (!isLogarithmic || $0 > 0) }
    guard let low = self.values.min(), let high = self.values.max() else {
      range = isLogarithmic ? 1...10 : 0...1
      return
    }
    if isLogarithmic {
      let factor = low < high ? pow(high / low, margin) : 2
      range = low / factor...high * factor
    } else {
      let width = low < high ? margin * (high - low) : max(0.5, 0.1 * abs(low))
      range = low - width...high + width
    }
  }

  /// Where the axis is marked, as gnuplot's `set tics` wants it; about `count` places.
  func tics(count: Int) -> String {
    guard isLogarithmic else { return GnuplotScript.ticStep(over: values, count: count) }
    let decades = Int(log10(range.lowerBound).rounded(.down))...Int(log10(range.upperBound))
    // 1, 2 and 5 of each decade where there is room; gnuplot marks whole decades only.
    guard 3 * decades.count <= 2 * count else { return "autofreq" }
    let places = decades.flatMap { decade in [1, 2, 5].map { $0 * pow(10, Double(decade)) } }
    return "(\(places.filter(range.contains).map { "\($0)" }.joined(separator: ", ")))"
  }

  func shown(_ value: Double) -> Double { isLogarithmic && value <= 0 ? .nan : value }

  func clamped(_ value: Double) -> Double {
    value.isNaN ? value : min(max(value, range.lowerBound), range.upperBound)
  }
}
