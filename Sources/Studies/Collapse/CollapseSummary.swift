import FiniteSizeScaling
import Judgement
import Reporting

/// A study for people.
struct CollapseSummary {
  let study: CollapseStudy
  let verdict: Verdict
  /// What a reader should know of the table.
  let tableNotes: [String]

  /// Models that a report lists.
  private static let mostModels = 40

  func summary(of file: String, command: String) -> Summary {
    Summary(
      verdict: verdict, subject: file, conclusion: conclusion, facts: facts,
      tables: [
        estimateTable, study.crossings.table(symbol: symbol), methodTable, choiceTable, modelTable,
      ],
      charts: CollapseChart.charts(of: study), notes: notes, seed: study.question.seed,
      command: command)
  }

  private var average: AveragedCollapse { study.average }
  private var symbol: String { study.table.controlParameter.symbol }
  private var free: [CriticalParameter] { study.question.held(for: study.observables[0]).free }

  private var conclusion: String {
    switch verdict {
    case .fail:
      "The curves do not collapse: no model, with corrections or without, has a χ² small enough for chance."
    case .inconclusive:
      "There are models that collapse the curves, but the points do not determine the critical parameters."
    default:
      average.uncorrectedWeight > 0.5
        ? "The curves collapse." : "The curves collapse, up to corrections to scaling."
    }
  }

  private var facts: [String] {
    let model = average.heaviest
    let sizes = study.table.sizes.map { CollapseFigures.figure($0, digits: 6) }
      .joined(separator: ", ")
    let isPlain = study.observables.allSatisfy { $0.scalingDimension == 0 }
    let dimension = isPlain ? "" : "L^X "
    let x = model.form.isNonlinear ? "(t + B t²) L^(1/ν)" : "t L^(1/ν)"
    let correction = model.form.correction.map {
      " + L^(-\(CollapseFigures.figure($0.exponent))) g(x)"
    }
    let form =
      correction == nil ? "\(dimension)f(x)" : "\(dimension)[f(x)\(correction!)]"
    let percent = CollapseFigures.percent(average.uncorrectedWeight)
    return [
      "\(average.models.count) models averaged; those without a correction to scaling weigh \(percent) %",
      "heaviest: value = \(form), x = \(x), t = \(symbol) - \(symbol)_c, f of degree "
        + "\(model.form.degree)" + (model.form.correction.map { ", g of \($0.terms) terms" } ?? ""),
      "\(model.pointCount) of \(pointCount) points, L = \(sizes), in "
        + "|\(symbol) - \(CollapseFigures.figure(study.window.center, digits: 6))| "
        + "L^(1/\(CollapseFigures.figure(study.window.nu))) "
        + "≤ \(CollapseFigures.figure(study.window.halfWidth))",
      "χ² = \(CollapseFigures.figure(model.chiSquare)) for \(model.degreesOfFreedom) degrees of freedom, "
        + "p = \(CollapseFigures.figure(study.pValue, digits: 2)); "
        + "S = \(CollapseFigures.figure(study.quality.value)) (about 1 for a good collapse)",
    ]
  }

  private var pointCount: Int {
    study.observables.reduce(0) { $0 + $1.data.table.points.count }
  }

  private func name(of parameter: CriticalParameter) -> String {
    switch parameter {
    case .criticalPoint: "\(symbol)_c"
    case .nu: "ν"
    case .scalingDimension: "X"
    }
  }

  // MARK: - Tables

  private var estimateTable: Summary.Table {
    let hasSeeds = study.observables[0].data.seeds.count > 1
    let columns =
      ["", "95 % interval", "points"]
      + (hasSeeds ? ["\(study.observables[0].data.seeds.count) seeds"] : [])
      + [study.main == nil ? "models" : "choices"]
    var rows = CriticalParameter.allCases.filter {
      $0 != .scalingDimension || study.observables.count == 1
    }
    .map { parameter in
      row(
        name(of: parameter), errors(of: parameter),
        held: (study.main?.parameters ?? average.parameters)[parameter], columns.count)
    }
    if study.observables.count > 1 {
      rows += zip(study.observables, average.dimensions).map { observable, dimension in
        row(
          "X of \(observable.name)", dimension.map(Errors.init),
          held: observable.scalingDimension ?? 0, columns.count)
      }
    }
    return Summary.Table(
      title: study.main?.name ?? "average of models", columns: columns, rows: rows)
  }

  private struct Errors {
    let value: Double
    let interval: ClosedRange<Double>
    let parts: [Double?]

    init(_ estimate: AveragedEstimate) {
      value = estimate.value
      interval = estimate.interval
      parts = [estimate.configurationError, estimate.seedError, estimate.modelError]
    }

    init(_ estimate: CriticalEstimate) {
      value = estimate.value
      interval = estimate.interval
      parts = [estimate.configurationError, estimate.seedError, estimate.choiceError]
    }
  }

  private func errors(of parameter: CriticalParameter) -> Errors? {
    if let main = study.main { return main.estimates[parameter].map(Errors.init) }
    return average.estimates[parameter].map(Errors.init)
  }

  private func row(_ name: String, _ errors: Errors?, held: Double, _ count: Int) -> [Summary.Cell]
  {
    guard let errors else {
      return [.text(name), .text("\(CollapseFigures.figure(held, digits: 10)), held")]
        + [Summary.Cell](repeating: .text("–"), count: count - 2)
    }
    let parts =
      study.observables[0].data.seeds.count > 1
      ? errors.parts.map { $0 ?? 0 } : [errors.parts[0]!, errors.parts[2]!]
    return [.text(name), .estimate(errors.value, errors.interval)]
      + parts.map { .text($0 == 0 ? "0" : "± \(CollapseFigures.figure($0, digits: 2))") }
  }

  private var methodTable: Summary.Table {
    var rows = study.others.map { other -> [Summary.Cell] in
      switch other.result {
      case .success(let outcome):
        [.text(outcome.name)]
          + free.map { parameter in
            outcome.estimates[parameter].map { .estimate($0.value, $0.statisticalInterval) }
              ?? .text("–")
          }
      case .failure:
        [.text(other.method.rawValue)] + free.map { _ in .text("no result") }
      }
    }
    if study.main != nil {
      rows.insert(
        [.text("average of models")]
          + free.map { parameter in
            average.estimates[parameter].map { .estimate($0.value, $0.interval) } ?? .text("–")
          }, at: 0)
    }
    return Summary.Table(
      title: "other methods", columns: [""] + free.map(name), rows: free.isEmpty ? [] : rows)
  }

  private var choiceTable: Summary.Table {
    guard let main = study.main else {
      let rows = average.parts.map { part -> [Summary.Cell] in
        [.text(part.name), .text("\(CollapseFigures.percent(part.weight)) %")]
          + free.map { parameter in
            let error = average.estimates[parameter]?.configurationError ?? .infinity
            return .text(CollapseFigures.figure(part.parameters[parameter], error: error))
          }
      }
      return Summary.Table(
        title: "parts of the average", columns: ["", "weight"] + free.map(name),
        rows: free.isEmpty ? [] : rows)
    }
    let rows = main.variants.map { variant -> [Summary.Cell] in
      switch variant.result {
      case .success(let parameters):
        [.text(variant.name)]
          + free.map { parameter in
            let error = variant.differenceErrors[parameter] ?? .infinity
            return .text(CollapseFigures.figure(parameters[parameter], error: error))
          }
      case .failure:
        [.text(variant.name)] + free.map { _ in .text("no result") }
      }
    }
    return Summary.Table(title: "other choices", columns: [""] + free.map(name), rows: rows)
  }

  /// The heaviest models, for a page that folds them.
  private var modelTable: Summary.Table {
    let rows = average.models.prefix(Self.mostModels).map { model -> [Summary.Cell] in
      let correction = model.form.correction.map {
        "\($0.terms), ω = \(CollapseFigures.figure($0.exponent))"
      }
      let cells: [Summary.Cell] = [
        .text("\(CollapseFigures.percent(model.weight)) %"),
        .text("\(CollapseFigures.figure(model.smallestSize, digits: 6))"),
        .text("\(model.pointCount)"),
        .text("\(model.form.degree)\(model.form.isNonlinear ? ", B" : "")"),
        .text(correction ?? "none"),
        .text("\(CollapseFigures.figure(model.chiSquare)) / \(model.degreesOfFreedom)"),
      ]
      return cells
        + free.map { parameter in
          .text(
            CollapseFigures.figure(
              model.parameters[parameter], error: model.errors[parameter] ?? .infinity))
        }
    }
    return Summary.Table(
      title: "heaviest models",
      columns: ["weight", "from L", "points", "degree", "correction", "χ²"] + free.map(name),
      rows: Array(rows), isFolded: true)
  }

  private var notes: [String] {
    var notes = study.doubts.map { "Not determined: \($0)." }
    if let correlation = average.sharedCorrelation {
      notes.append(
        "The points of one size scatter about their curve by less than their errors: they share a part of "
          + "them, correlated by \(CollapseFigures.figure(correlation, digits: 2)), as reweighted points "
          + "do. The intervals take that into account; p says nothing about it.")
    }
    if !study.question.hasErrors {
      notes.append(
        "The table has no errors: they are the scatter of points about the curves of single sizes. That "
          + "knows nothing of what all points of a size have in common, and takes all errors as equal."
      )
    }
    notes += tableNotes
    notes += study.others.compactMap { other -> String? in
      guard case .failure(let error) = other.result else { return nil }
      return "\(other.method.rawValue): \(error)."
    }
    if study.others.isEmpty, verdict != .fail,
      study.table.points.count > CollapseStudy.mostPointsBeside
    {
      notes.append(
        "The other methods were left out: more than \(CollapseStudy.mostPointsBeside) points in the window."
      )
    }
    if study.crossings.pairs.allSatisfy({ $0.crossing == nil }) {
      notes.append("No two curves of successive sizes cross clearly.")
    }
    return notes
  }
}

extension CollapseUndetermined {
  /// What there is to show: the curves, and where they cross.
  func summary(verdict: Verdict, tableNotes: [String], command: String) -> Summary {
    let table = observables[0].data.table
    return Summary(
      verdict: verdict, subject: file,
      conclusion: "The points do not determine the critical parameters.",
      facts: ["\(error)"],
      tables: crossings.map { [$0.table(symbol: table.controlParameter.symbol)] } ?? [],
      charts: [CollapseChart.chart(of: table)], notes: tableNotes,
      seed: question.seed, command: command)
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
      let reach = CollapseFigures.normalQuantile * crossing.standardError
      return [
        name, .estimate(crossing.control, crossing.control - reach...crossing.control + reach),
        .text("\(CollapseFigures.figure(crossing.significance, digits: 2)) σ"),
      ]
    }
    return Summary.Table(
      title: "crossings", columns: ["", "\(symbol) (95 %)", "clear by"], rows: rows)
  }
}
