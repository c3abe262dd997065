import Foundation
import NeuralModels
import Reporting
import Validation

/// What `steelyard rbm evaluate` prints.
struct RBMEvaluationDocument: Encodable {
  struct Machine: Encodable {
    let file: String
    let size: Int
    let visibleUnits: Int
    let hiddenUnits: Int
    /// The mean of |θ| over all weights and biases.
    let meanAbsoluteParameter: Double
  }

  /// What chains of one start came to.
  struct Part: Encodable {
    /// "random", "data" or "conserved".
    let start: String
    /// e(k).
    let mixingCurve: [MixingCurve.Point]
    let report: EncodedReport
  }

  let machine: Machine
  let ensemble: SampleProvenance.Origin
  /// What e(k) should come to.
  let referenceEnergyDensity: Double
  /// The worst verdict on the machine as it is, without ΣS imposed.
  let verdict: EncodedReport.Verdict
  let parts: [Part]
  private let reports: [Report]

  init(_ evaluation: RBMEvaluation) {
    let (source, machine) = (evaluation.source, evaluation.source.machine)
    self.machine = Machine(
      file: source.path, size: source.lattice.size, visibleUnits: machine.visibleCount,
      hiddenUnits: machine.hiddenCount, meanAbsoluteParameter: machine.meanAbsoluteParameter)
    ensemble = SampleProvenance.Origin(evaluation.ensemble)
    referenceEnergyDensity = evaluation.reference.energyDensity
    reports = evaluation.parts.map(\.report)
    parts = evaluation.parts.map {
      Part(
        start: $0.start.rawValue, mixingCurve: $0.curve.points, report: EncodedReport($0.report))
    }
    verdict = EncodedReport.Verdict(rawValue: evaluation.verdict.rawValue)!
  }

  private enum CodingKeys: CodingKey {
    case machine, ensemble, referenceEnergyDensity, verdict, parts
  }

  // MARK: Text

  /// The same for people.
  ///
  /// - Parameter paths: the report files that were written.
  func text(reports paths: [String]) -> String {
    let table = TerminalTable(width: Terminal.tableWidth, color: Terminal.usesColor)
    var text = """
      \(machine.file.printable()): \(machine.visibleUnits) visible (L = \(machine.size)) and \
      \(machine.hiddenUnits) hidden units, mean |θ| \
      \(String(format: "%.4f", machine.meanAbsoluteParameter))

      \(mixingTable)

      """
    text += table.render(reports[0])
    if reports.count > 1 { text += "\n\(comparison)\n" }
    for path in paths where path.hasSuffix(".html") || paths.count <= reports.count {
      text += "report: \(shellQuoted(path))\n"
    }
    return text
  }

  /// e(k), a line for each k and a column for each start.
  private var mixingTable: String {
    let steps = parts[0].mixingCurve.map { "\($0.steps)" }
    let columns = parts.map { part in
      [part.start]
        + part.mixingCurve.map {
          String(format: "%.4f ± %.4f", $0.energyDensity, $0.standardError)
        }
    }
    return """
      energy density e(k) after k Gibbs steps (J per site); reference \
      \(String(format: "%.4f", referenceEnergyDensity))
      \(Self.table([["k"] + steps] + columns))
      """
  }

  /// Verdicts and effects, a line for each check that applies and a column for each start.
  private var comparison: String {
    let rows = reports[0].findings.indices.filter { row in
      reports.contains { $0.findings[row].verdict != .notApplicable }
    }
    let checks = rows.map { reports[0].findings[$0].check }
    let columns = zip(parts, reports).map { part, report in
      [part.start]
        + rows.map { row in
          let finding = report.findings[row]
          let effect = finding.evidence?.effect.map { String(format: " %.3g", $0.value) } ?? ""
          return finding.verdict.label + effect
        }
    }
    return "the same checks for each start, with the effect\n"
      + Self.table([["check"] + checks] + columns, isFirstLeft: true)
  }

  /// Columns of equally many cells, side by side.
  private static func table(_ columns: [[String]], isFirstLeft: Bool = false) -> String {
    let widths = columns.map { $0.map(\.count).max() ?? 0 }
    return columns[0].indices.map { row in
      columns.indices.map { column in
        let cell = columns[column][row]
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return isFirstLeft && column == 0 ? cell + space : space + cell
      }.joined(separator: "   ")
    }.joined(separator: "\n")
  }
}
