#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A gnuplot program that draws a figure of two panels as SVG: samples and reference above, their
/// difference below.
///
/// All numbers stand in the program as data; texts stand in single quotes, where gnuplot neither
/// expands macros nor runs commands. Colours are `Ink` markers that `InlineSVG` replaces.
struct GnuplotScript {
  /// Size of the drawing in the units of its view box. Small, so that the text of 13 units is still
  /// readable when a phone scales the figure to its width.
  static let width = 520
  /// Height of a figure of samples above their difference.
  private static let height = 400

  let text: String
  let height: Int

  /// A program that draws a figure of the width that all have.
  init(text: String, height: Int) {
    self.text = text
    self.height = height
  }

  /// P(level): the reference as bars, the samples as points with their intervals.
  init(_ distribution: LevelDistribution) {
    let levels = distribution.shownLevels
    let spacing =
      zip(levels, levels.dropFirst()).map { $1.position - $0.position }.filter { $0 > 0 }.min()
    let margin = spacing ?? 0.5
    let rows = levels.map { level in
      [
        level.position, level.reference, level.sampled, level.interval.lowerBound,
        level.interval.upperBound, level.isForbidden ? 1 : 0,
      ]
    }
    let forbidden = levels.filter { $0.isForbidden && $0.sampled > 0 }
    let color = "rgb '\(Ink.warning.marker)'"
    let lines = forbidden.map { level in
      "set arrow from \(level.position), graph 0 to \(level.position), graph 1"
        + " nohead dt (2,3) lc \(color)"
    }
    let labels = GnuplotScript.labels(for: forbidden, in: levels, color: color)
    let pointSize = levels.count > 60 ? 0.3 : 0.45
    height = GnuplotScript.height
    text = GnuplotScript.program(
      data: rows, margin: margin, xLabel: distribution.axisLabel, valueLabel: "probability",
      upper: [
        "set boxwidth \(0.8 * margin)", "set style fill solid 1 noborder", "set yrange [0:*]",
      ]
        + lines + labels,
      upperPlots: ["$data using 1:2 with boxes lc rgb '\(Ink.reference.marker)'"]
        + GnuplotScript.samples(value: "($6 == 0 ? $3 : NaN)", lower: "$4", upper: "$5", pointSize)
        + GnuplotScript.forbidden(value: "$3", offset: "0", pointSize),
      lowerPlots: GnuplotScript.samples(
        value: "($6 == 0 ? $3 - $2 : NaN)", lower: "($4 - $2)", upper: "($5 - $2)", pointSize)
        + GnuplotScript.forbidden(value: "$3", offset: "$2", pointSize))
  }

  /// A curve: the reference as a line, the samples as points with their intervals.
  init(_ curve: ReferenceCurve) {
    let rows = curve.points.map { point in
      [
        point.position, point.reference, point.sampled, point.interval.lowerBound,
        point.interval.upperBound,
      ]
    }
    let positions = curve.points.map(\.position)
    let span = (positions.max() ?? 0) - (positions.min() ?? 0)
    height = GnuplotScript.height
    text = GnuplotScript.program(
      data: rows, margin: span > 0 ? 0.04 * span : 0.5, xLabel: curve.axisLabel,
      valueLabel: curve.valueLabel, upper: [],
      upperPlots: ["$data using 1:2 with lines lw 2.5 lc rgb '\(Ink.reference.marker)'"]
        + GnuplotScript.samples(value: "$3", lower: "$4", upper: "$5", 0.5),
      lowerPlots: GnuplotScript.samples(
        value: "($3 - $2)", lower: "($4 - $2)", upper: "($5 - $2)", 0.5))
  }

  // MARK: Pieces

  /// The whole program. Columns of `data`: position, reference, sample, ends of the interval, and
  /// whatever else the plots use.
  private static func program(
    data: [[Double]], margin: Double, xLabel: String, valueLabel: String, upper: [String],
    upperPlots: [String], lowerPlots: [String]
  ) -> String {
    let axis = "rgb '\(Ink.axis.marker)'"
    let positions = data.map { $0[0] }
    let (first, last) = (positions.min() ?? 0, positions.max() ?? 1)
    // No tics between the values that a position can have, such as whole distances.
    let spacing = zip(positions, positions.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }.min()
    let differences = [0] + data.flatMap { row -> [Double] in row[2...4].map { $0 - row[1] } }
    let preamble = [
      "set terminal svg size \(width),\(GnuplotScript.height) noenhanced font ',13'",
      "set encoding utf8",
      "$data << END_OF_DATA",
      data.map { $0.map(number).joined(separator: " ") }.joined(separator: "\n"),
      "END_OF_DATA",
      "unset key",
      "set border 3 lw 1 lc \(axis)",
      "set tics nomirror out scale 0.4 textcolor \(axis)",
      "set grid ytics lt 1 lw 0.7 lc rgb '\(Ink.grid.marker)'",
      "set xrange [\(first - margin):\(last + margin)]",
      "set xtics \(ticStep(over: [first, last], count: 8, atLeast: spacing ?? 0))",
      "set lmargin at screen 0.125",
      "set rmargin at screen 0.985",
      "set multiplot",
    ]
    let above =
      [
        "set tmargin at screen 0.93",
        "set bmargin at screen 0.46",
        "set format x ''",
        "set format y '%.4g'",
        "set label \(quoted(valueLabel)) at screen 0.01, screen 0.97 tc \(axis)",
      ] + upper + ["plot " + upperPlots.joined(separator: ", ")]
    let below = [
      "unset label",
      "unset arrow",
      "set tmargin at screen 0.36",
      "set bmargin at screen 0.145",
      "set format x '%g'",
      "set yrange [*:*]",
      "set ytics \(ticStep(over: differences, count: 4))",
      "set xlabel \(quoted(xLabel)) tc \(axis) offset 0,0.4",
      "set label 'difference, samples − reference' at screen 0.01, screen 0.405 tc \(axis)",
      "set xzeroaxis lt 1 lw 2 lc rgb '\(Ink.reference.marker)'",
      "plot " + lowerPlots.joined(separator: ", "),
      "unset multiplot",
    ]
    return (preamble + above + below).joined(separator: "\n") + "\n"
  }

  /// Labels beside the lines of forbidden levels, where there is room; the table names them all.
  private static func labels(
    for forbidden: [LevelDistribution.Level], in levels: ArraySlice<LevelDistribution.Level>,
    color: String
  ) -> [String] {
    let first = levels.first?.position ?? 0
    let span = max((levels.last?.position ?? 0) - first, .leastNormalMagnitude)
    var labels: [String] = []
    var lastLabelled = -Double.infinity
    // A line of text is a thirtieth of the width high.
    for level in forbidden where level.position - lastLabelled > span / 25 {
      let offset = level.position - first < 0.9 * span ? 0.8 : -0.7
      labels.append(
        "set label 'forbidden: \(level.level)' at \(level.position), graph 0.98 rotate right"
          + " offset character \(offset),0 front tc \(color)")
      lastLabelled = level.position
    }
    return labels
  }

  /// A round step that puts at most about `count` tics over the range of `values`.
  static func ticStep(
    over values: [Double], count: Int, atLeast smallest: Double = 0
  ) -> String {
    let finite = values.filter(\.isFinite)
    let span = (finite.max() ?? 0) - (finite.min() ?? 0)
    guard span > 0, span.isFinite else { return "autofreq" }
    let power = pow(10, log10(span).rounded(.down))
    let step = [0.1, 0.2, 0.5, 1, 2, 5].lazy.map { $0 * power }
      .first { span / $0 <= Double(count) && $0 >= smallest * (1 - 1e-9) }
    return step.map { "\($0)" } ?? "autofreq"
  }

  /// Points with intervals; the arguments are gnuplot expressions of the columns.
  private static func samples(
    value: String, lower: String, upper: String, _ pointSize: Double
  ) -> [String] {
    let color = "lc rgb '\(Ink.samples.marker)'"
    // Where the value is undefined, so is the start of its interval, and neither is drawn.
    return [
      "$data using 1:(\(value) * 0 + \(lower)):(0):(\(upper) - \(lower)) with vectors nohead"
        + " lw 1.5 \(color)",
      "$data using 1:(\(value)) with points pt 7 ps \(pointSize) \(color)",
    ]
  }

  /// The same for forbidden levels, in the colour of a warning.
  private static func forbidden(
    value: String, offset: String, _ pointSize: Double
  ) -> [String] {
    let color = "lc rgb '\(Ink.warning.marker)'"
    let position = "($6 == 1 && $3 > 0 ? $1 : NaN)"
    return [
      "$data using \(position):($4 - \(offset)):(0):($5 - $4) with vectors nohead lw 1.5 \(color)",
      "$data using \(position):(\(value) - \(offset)) with points pt 7 ps \(pointSize) \(color)",
    ]
  }

  static func number(_ value: Double) -> String { value.isFinite ? "\(value)" : "NaN" }

  /// `text` in single quotes, short enough for an axis. Its own straight quotes become typographic
  /// ones: doubling them, as the manual says, fails at the beginning of a string (gnuplot 5.4).
  static func quoted(_ text: String) -> String {
    let line = text.onOneLine
    let label = line.count > 48 ? line.prefix(47) + "…" : line[...]
    return "'\(label.replacing("'", with: "’"))'"
  }
}

extension LevelDistribution {
  /// The levels worth drawing: without those far out in a tail, which would press all others into a
  /// corner of the figure. Everything that was sampled stays.
  var shownLevels: ArraySlice<Level> {
    let peak = levels.map { max($0.reference, $0.sampled) }.max() ?? 0
    let isShown = { (level: Level) in level.sampled > 0 || level.reference >= 1e-3 * peak }
    guard let first = levels.firstIndex(where: isShown), let last = levels.lastIndex(where: isShown)
    else { return levels[...] }
    return levels[first...last]
  }
}
