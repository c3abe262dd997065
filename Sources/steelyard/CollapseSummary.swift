import FiniteSizeScaling
import Foundation
import Reporting
import Validation

extension CollapseRun {
  /// The run for people.
  func summary(of file: String, command: String) -> Summary {
    Summary(
      verdict: verdict, subject: file, conclusion: conclusion, facts: facts,
      tables: [estimateTable, methodTable, choiceTable], charts: [chart], notes: notes,
      seed: question.seed, command: command)
  }

  private var symbol: String { table.controlParameter.symbol }

  private var conclusion: String {
    switch verdict {
    case .fail: "The curves do not collapse: χ² is too large for what is left of it by chance."
    case .inconclusive: "The curves collapse, but for almost any ν: the points do not determine it."
    default: "The curves collapse."
    }
  }

  private var facts: [String] {
    let chiSquare = Self.figure(fit.chiSquare)
    let sizes = table.sizes.map(Self.figure).joined(separator: ", ")
    let dimension =
      question.held.scalingDimension == 0 ? "" : "L^X "
    return [
      "χ² = \(chiSquare) for \(fit.degreesOfFreedom) degrees of freedom, p = "
        + "\(Self.figure(fit.pValue, digits: 2)); S = \(Self.figure(quality.value)) "
        + "(about 1 for a good collapse)",
      "value = \(dimension)f((\(symbol) - \(symbol)_c) L^(1/ν)), f of degree \(question.degree)",
      "\(table.points.count) of \(data.table.points.count) points, L = \(sizes), in "
        + "|\(symbol) - \(Self.figure(window.center, digits: 5))| L^(1/\(Self.figure(window.nu))) "
        + "≤ \(Self.figure(window.halfWidth))",
    ]
  }

  private func name(of parameter: CriticalParameter) -> String {
    switch parameter {
    case .criticalPoint: "\(symbol)_c"
    case .nu: "ν"
    case .scalingDimension: "X"
    }
  }

  private var estimateTable: Summary.Table {
    var columns = ["", "95 % interval", "configurations"]
    let hasSeeds = data.seeds.count > 1
    if hasSeeds { columns.append("\(data.seeds.count) seeds") }
    columns.append("choices")
    let rows = CriticalParameter.allCases.map { parameter -> [Summary.Cell] in
      let value = main.parameters[parameter]
      let name = Summary.Cell.text(name(of: parameter))
      guard let estimate = main.estimates[parameter] else {
        return [name, .text("\(Self.figure(value)), held")]
          + [Summary.Cell](repeating: .text("–"), count: columns.count - 2)
      }
      let errors = [estimate.configurationError] + (hasSeeds ? [estimate.seedError ?? 0] : [])
      return [name, .estimate(value, estimate.interval)]
        + (errors + [estimate.choiceError]).map { .text("± \(Self.figure($0, digits: 2))") }
    }
    return Summary.Table(title: main.name, columns: columns, rows: rows)
  }

  private var methodTable: Summary.Table {
    let rows = others.map { other -> [Summary.Cell] in
      switch other.result {
      case .success(let outcome):
        [.text(outcome.name)]
          + question.held.free.map { parameter in
            outcome.estimates[parameter].map { .estimate($0.value, $0.statisticalInterval) }
              ?? .text("–")
          }
      case .failure:
        [.text(other.method.rawValue)]
          + question.held.free.map { _ in .text("no result") }
      }
    }
    return Summary.Table(
      title: "other methods", columns: [""] + question.held.free.map(name), rows: rows)
  }

  private var choiceTable: Summary.Table {
    let rows = main.variants.map { variant -> [Summary.Cell] in
      switch variant.result {
      case .success(let parameters):
        [.text(variant.name)]
          + question.held.free.map { parameter in
            .text(Self.figure(parameters[parameter], digits: 5))
          }
      case .failure:
        [.text(variant.name)] + question.held.free.map { _ in .text("no result") }
      }
    }
    return Summary.Table(
      title: "other choices", columns: [""] + question.held.free.map(name), rows: rows)
  }

  private var notes: [String] {
    var notes = others.compactMap { other -> String? in
      guard case .failure(let error) = other.result else { return nil }
      return "\(other.method.rawValue): \(error)."
    }
    if data.seeds.count == 1 {
      notes.append(
        "One table says nothing of training seeds: give a column seed where a network was trained.")
    }
    return notes
  }

  // MARK: Figure

  private var chart: SeriesChart {
    let parameters = main.parameters
    let sizes = data.table.curves
    func panelSeries(_ point: (ScalingPoint) -> SeriesChart.Point, _ points: ScalingTable)
      -> [SeriesChart.Series]
    {
      points.curves.map { curve in
        SeriesChart.Series(
          "L = \(Self.figure(curve[0].size))", style: .points,
          hue: sizes.firstIndex { $0[0].size == curve[0].size }!, points: curve.map(point))
      }
    }
    let raw = SeriesChart.Panel(
      title: "as measured", xLabel: symbol, yLabel: "value",
      series: panelSeries(
        { Self.point($0.control, $0.value, $0.error) }, data.table),
      marks: [
        .init(.x, at: parameters.criticalPoint, label: "\(symbol)_c")
      ])
    let scaled = panelSeries(
      {
        let (value, error) = parameters.scaledValue(of: $0)
        return Self.point(parameters.scaledControl(of: $0), value, error)
      }, table)
    let positions = table.points.map(parameters.scaledControl)
    let (low, high) = (positions.min()!, positions.max()!)
    let curve = SeriesChart.Series(
      "f", style: .line, hue: sizes.count,
      points: (0...80).map { index in
        let x = low + Double(index) / 80 * (high - low)
        return SeriesChart.Point(x, fit.scalingFunction(x))
      })
    return SeriesChart(
      title: "Curves of all sizes, as measured and collapsed",
      panels: [
        raw,
        SeriesChart.Panel(
          title: "collapsed", xLabel: "(\(symbol) - \(symbol)_c) L^(1/ν)",
          yLabel: question.held.scalingDimension == 0 ? "value" : "value L^(-X)",
          series: scaled + [curve]),
      ])
  }

  private static func point(_ x: Double, _ y: Double, _ error: Double) -> SeriesChart.Point {
    SeriesChart.Point(x, y, interval: (y - 1.96 * error)...(y + 1.96 * error))
  }

  private static func figure(_ value: Double) -> String { figure(value, digits: 3) }

  private static func figure(_ value: Double, digits: Int) -> String {
    String(format: "%.\(digits)g", value)
  }
}
