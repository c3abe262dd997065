/// The series of a chart as its legend lists them, each once, with the look they have in every panel.
struct ChartLegend {
  /// One entry: series of this name and style.
  struct Entry: Equatable {
    var name: String
    var style: SeriesChart.Style
    var hue: Int
    /// Whether symbols are outlines: for the second series of symbols in one hue.
    var isOpen: Bool

    func isOf(_ series: SeriesChart.Series) -> Bool {
      name == series.name && style == series.style && hue == series.hue % SeriesChart.hueCount
    }
  }

  let entries: [Entry]

  init(_ chart: SeriesChart) {
    var entries: [Entry] = []
    for series in chart.panels.flatMap(\.series) {
      let hue = series.hue % SeriesChart.hueCount
      if entries.contains(where: { $0.isOf(series) }) { continue }
      let isOpen =
        series.style == .points
        && entries.contains { $0.style == .points && $0.hue == hue && !$0.isOpen }
      entries.append(Entry(name: series.name, style: series.style, hue: hue, isOpen: isOpen))
    }
    self.entries = entries
  }

  /// The look of `series`.
  func entry(of series: SeriesChart.Series) -> Entry {
    entries.first { $0.isOf(series) }!
  }

  /// The legend below the figure.
  var markup: String {
    entries.map { entry in
      "<span class=\"entry\">\(key(entry))\(HTMLReport.text(entry.name))</span> "
    }.joined()
  }

  /// The same as SVG, in as many lines of `width` as it takes.
  func drawing(width: Int) -> (markup: String, height: Int) {
    let (indentation, lineHeight) = (16, 18)
    var (x, line) = (indentation, 0)
    let pieces = entries.map { entry -> String in
      // A letter of 12 units is rarely wider than 7.
      let length = 26 + 7 * entry.name.count
      if x > indentation, x + length > width { (x, line) = (indentation, line + 1) }
      let piece =
        "<g transform=\"translate(\(x) \(line * lineHeight))\">\(shape(entry))"
        + "<text x=\"25\" y=\"9\">\(HTMLReport.text(entry.name))</text></g>"
      x += length + 10
      return piece
    }
    return (pieces.joined(separator: "\n"), (line + 1) * lineHeight + 6)
  }

  private func key(_ entry: Entry) -> String {
    "<svg class=\"key\" viewBox=\"0 0 20 10\" aria-hidden=\"true\">\(shape(entry))</svg>"
  }

  /// The symbol or line in a box of 20 by 10.
  private func shape(_ entry: Entry) -> String {
    let color = Ink.hue(entry.hue).variable
    return switch entry.style {
    case .points:
      "<path d=\"\(Self.symbols[entry.hue])\" stroke=\"\(color)\" stroke-width=\"1.6\""
        + " fill=\"\(entry.isOpen ? "none" : color)\"/>"
    case .line: "<path d=\"M1 5H19\" stroke=\"\(color)\" stroke-width=\"2.5\"/>"
    case .dashedLine:
      "<path d=\"M1 5H19\" stroke=\"\(color)\" stroke-width=\"2.5\" stroke-dasharray=\"5 3\"/>"
    }
  }

  /// The symbols of gnuplot's point types, for each hue.
  private static let symbols = [
    "M6.5 5a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z", "M7 2h6v6h-6z", "M10 1l4 7.5h-8z",
    "M10 1l4 4l-4 4l-4-4z", "M10 9l4-7.5h-8z", "M10 1l4 3l-1.5 5h-5l-1.5-5z",
  ]
}
