import Statistics
import FiniteSizeScaling
import Reporting

/// The curves of all sizes as a chart.
enum CollapseChart {
  /// The curves as measured and collapsed, with the fitted f.
  static func chart(of run: CollapseStudy) -> SeriesChart {
    let parameters = run.main.parameters
    let table = run.data.table
    let symbol = table.controlParameter.symbol
    let scaled = series(of: run.table, among: table.sizes) { point in
      let (value, error) = parameters.scaledValue(of: point)
      return (parameters.scaledControl(of: point), value, error)
    }
    let positions = run.table.points.map(parameters.scaledControl)
    let (low, high) = (positions.min()!, positions.max()!)
    let curve = SeriesChart.Series(
      "f", style: .line, hue: table.sizes.count,
      points: (0...80).map { index in
        let x = low + Double(index) / 80 * (high - low)
        return SeriesChart.Point(x, run.fit.scalingFunction(x))
      })
    return SeriesChart(
      title: "Curves of all sizes, as measured and collapsed",
      panels: [
        measured(table, criticalPoint: parameters.criticalPoint),
        SeriesChart.Panel(
          title: "collapsed", xLabel: "(\(symbol) - \(symbol)_c) L^(1/ν)",
          yLabel: run.question.held.scalingDimension == 0 ? "value" : "value L^(-X)",
          series: scaled + [curve]),
      ])
  }

  /// The curves as measured.
  static func chart(of table: ScalingTable) -> SeriesChart {
    SeriesChart(
      title: "Curves of all sizes, as measured",
      panels: [measured(table, criticalPoint: nil)])
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
          return .init(x, y, interval: Estimate(value: y, standardError: error).interval)
        })
    }
  }
}
