import Statistics
import FiniteSizeScaling
import Judgement
import Reporting

extension CollapseStudy {
  /// The run for people.
  func summary(of file: String, verdict: Verdict, command: String) -> Summary {
    Summary(
      verdict: verdict, subject: file, conclusion: conclusion(verdict), facts: facts,
      tables: [estimateTable, crossings.table(symbol: symbol), methodTable, choiceTable],
      charts: [CollapseChart.chart(of: self)], notes: notes(verdict), seed: question.seed,
      command: command)
  }

  private var symbol: String { table.controlParameter.symbol }

  private func conclusion(_ verdict: Verdict) -> String {
    switch verdict {
    case .fail:
      "The curves do not collapse: in no window is χ² small enough for chance."
    case .inconclusive: "The curves collapse, but for almost any ν: the points do not determine it."
    default: "The curves collapse."
    }
  }

  private var facts: [String] {
    let sizes = table.sizes.map { CollapseFigures.figure($0, digits: 6) }.joined(separator: ", ")
    let dimension = question.held.scalingDimension == 0 ? "" : "L^X "
    let center = CollapseFigures.figure(window.center, digits: 6)
    return [
      "χ² = \(CollapseFigures.figure(fit.chiSquare)) for \(fit.degreesOfFreedom) degrees of freedom, "
        + "p = \(CollapseFigures.figure(fit.pValue, digits: 2)); "
        + "S = \(CollapseFigures.figure(quality.value)) (about 1 for a good collapse)",
      "value = \(dimension)f((\(symbol) - \(symbol)_c) L^(1/ν)), f of degree \(degree)",
      "\(table.points.count) of \(data.table.points.count) points, L = \(sizes), in "
        + "|\(symbol) - \(center)| L^(1/\(CollapseFigures.figure(window.nu))) "
        + "≤ \(CollapseFigures.figure(window.halfWidth))",
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
        return [name, .text("\(CollapseFigures.figure(value, digits: 10)), held")]
          + [Summary.Cell](repeating: .text("–"), count: columns.count - 2)
      }
      let errors = [estimate.configurationError] + (hasSeeds ? [estimate.seedError ?? 0] : [])
      return [name, .estimate(value, estimate.interval)]
        + (errors + [estimate.choiceError]).map {
          .text($0 == 0 ? "0" : "± \(CollapseFigures.figure($0, digits: 2))")
        }
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
        [.text(other.method.rawValue)] + question.held.free.map { _ in .text("no result") }
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
            let error = variant.differenceErrors[parameter] ?? .infinity
            return .text(CollapseFigures.figure(parameters[parameter], error: error))
          }
      case .failure:
        [.text(variant.name)] + question.held.free.map { _ in .text("no result") }
      }
    }
    return Summary.Table(
      title: "other choices", columns: [""] + question.held.free.map(name), rows: rows)
  }

  private func notes(_ verdict: Verdict) -> [String] {
    var notes = others.compactMap { other -> String? in
      guard case .failure(let error) = other.result else { return nil }
      return "\(other.method.rawValue): \(error)."
    }
    if others.isEmpty, verdict != .fail {
      notes.append(
        "The other methods were left out: more than \(Self.mostPointsBeside) points in the window.")
    }
    if crossings.pairs.allSatisfy({ $0.crossing == nil }) {
      notes.append("No two curves of successive sizes cross clearly.")
    }
    return notes
  }
}

extension CollapseUndetermined {
  /// What there is to show: the curves, and where they cross.
  func summary(verdict: Verdict, command: String) -> Summary {
    let symbol = data.table.controlParameter.symbol
    return Summary(
      verdict: verdict, subject: file,
      conclusion: "The points do not determine the critical parameters.",
      facts: ["\(error)"], tables: crossings.map { [$0.table(symbol: symbol)] } ?? [],
      charts: [CollapseChart.chart(of: data.table)], notes: [], seed: question.seed,
      command: command)
  }
}

extension CrossingTable {
  /// Where the curves cross, a pair of sizes in each row.
  func table(symbol: String) -> Summary.Table {
    let rows = pairs.map { pair -> [Summary.Cell] in
      let sizes = [pair.size, pair.otherSize].map { CollapseFigures.figure($0, digits: 6) }
      let name = Summary.Cell.text("L = \(sizes.joined(separator: " and "))")
      guard let crossing = pair.crossing else {
        return [name, .text("no clear crossing"), .text("")]
      }
      let reach = Estimate.normalQuantile * crossing.standardError
      return [
        name, .estimate(crossing.control, crossing.control - reach...crossing.control + reach),
        .text("\(CollapseFigures.figure(crossing.significance, digits: 2)) σ"),
      ]
    }
    return Summary.Table(
      title: "crossings", columns: ["", "\(symbol) (95 %)", "clear by"], rows: rows)
  }
}
