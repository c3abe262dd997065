import FiniteSizeScaling
import Reporting

/// The curves of all sizes as a chart.
enum CollapseChart {
  /// What a study has to show: curves, and how their crossings tend to T_c.
  static func charts(of study: CollapseStudy) -> [SeriesChart] {
    [chart(of: study)] + (crossings(of: study).map { [$0] } ?? [])
  }

  /// The curves as measured and collapsed, with the fitted f.
  private static func chart(of study: CollapseStudy) -> SeriesChart {
    let data = study.observables[0].data.table
    let symbol = data.controlParameter.symbol
    let average = study.average
    let hasCorrection = average.heaviest.form.correction != nil
    let scaled = series(of: study.table, among: data.sizes) { point in
      let (value, error) = average.scaledValue(of: point)
      return (average.scaledControl(of: point), value, error)
    }
    let positions = study.table.points.map { average.scaledControl(of: $0) }
    let (low, high) = (positions.min()!, positions.max()!)
    let curve = SeriesChart.Series(
      "f", style: .line, hue: data.sizes.count,
      points: (0...80).map { index in
        let x = low + Double(index) / 80 * (high - low)
        return SeriesChart.Point(x, average.scalingFunction(x))
      })
    let isPlain = study.observables[0].scalingDimension == 0
    return SeriesChart(
      title: "Curves of all sizes, as measured and collapsed",
      panels: [
        measured(data, criticalPoint: study.average.parameters.criticalPoint),
        SeriesChart.Panel(
          title: hasCorrection ? "collapsed, less the correction" : "collapsed",
          xLabel: "(\(symbol) - \(symbol)_c) L^(1/ν)",
          yLabel: isPlain ? study.observables[0].name : "\(study.observables[0].name) L^(-X)",
          series: scaled + [curve]),
      ])
  }

  /// The curves as measured.
  static func chart(of table: ScalingTable) -> SeriesChart {
    SeriesChart(
      title: "Curves of all sizes, as measured",
      panels: [measured(table, criticalPoint: nil)])
  }

  /// T*(L, L′) against how fast it should tend to T_c; nil with fewer than two crossings.
  private static func crossings(of study: CollapseStudy) -> SeriesChart? {
    let extrapolation = study.extrapolation
    guard extrapolation.points.count >= 2, let line = extrapolation.line else { return nil }
    let symbol = study.table.controlParameter.symbol
    let largest = extrapolation.points.map(\.position).max()!
    let measured = SeriesChart.Series(
      "crossings of successive sizes", style: .points, hue: 0,
      points: extrapolation.points.map { point in
        let reach = CollapseFigures.normalQuantile * point.error
        return .init(
          point.position, point.control, interval: point.control - reach...point.control + reach)
      })
    let straight = SeriesChart.Series(
      "straight line", style: .line, hue: 0,
      points: [0, largest].map { .init($0, line.criticalPoint + line.slope * $0) })
    var series = [measured, straight]
    if let estimate = study.average.estimates[.criticalPoint] {
      series.append(
        .init(
          "average of models", style: .points, hue: 1,
          points: [.init(0, estimate.value, interval: estimate.interval)]))
    }
    let exponent = CollapseFigures.figure(extrapolation.exponent)
    return SeriesChart(
      title: "Crossings of successive sizes",
      panels: [
        SeriesChart.Panel(
          xLabel: "(L L′)^(-\(exponent)/2)", yLabel: "\(symbol)*(L, L′)", series: series)
      ])
  }

  private static func measured(
    _ table: ScalingTable, criticalPoint: Double?
  ) -> SeriesChart.Panel {
    let symbol = table.controlParameter.symbol
    return SeriesChart.Panel(
      title: "as measured", xLabel: symbol, yLabel: "value",
      series: series(of: table, among: table.sizes) { ($0.control, $0.value, $0.error) },
      marks: criticalPoint.map { [.init(.x, at: $0, label: "\(symbol)_c")] } ?? [])
  }

  private static func series(
    of table: ScalingTable, among sizes: [Double],
    place: (ScalingPoint) -> (x: Double, y: Double, error: Double)
  ) -> [SeriesChart.Series] {
    table.curves.map { curve in
      SeriesChart.Series(
        "L = \(CollapseFigures.figure(curve[0].size, digits: 6))", style: .points,
        hue: sizes.firstIndex(of: curve[0].size)!,
        points: curve.map { point in
          let (x, y, error) = place(point)
          let reach = CollapseFigures.normalQuantile * error
          return .init(x, y, interval: (y - reach)...(y + reach))
        })
    }
  }
}
