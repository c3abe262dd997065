import DataFiles
import Foundation
import NeuralModels
import Reporting

extension RBMEvaluationDocument {
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
    if let likelihood { text += likelihood.text }
    if let exactModel { text += exactModel.text }
    text += "\n"
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

extension RBMLikelihood {
  /// For people.
  fileprivate var text: String {
    let total = logPartitionFunction
    var text = ""
    if let exact = total.exact {
      text += String(format: "ln Z = %.4f, by summation\n", exact)
    } else if let lower = total.lower, let upper = total.upper {
      text += "ln Z = \(lower.text) up, \(upper.text) down (annealing)\n"
    }
    for mean in means {
      text += String(
        format: "mean ln P(v) = %.3f ± %.3f nats, ", mean.meanLogLikelihood,
        mean.standardError.value)
      text += "\(mean.count) \(mean.samples.printable())\n"
    }
    if let divergence {
      text += String(
        format: "KL(ensemble ‖ machine) = %.3f ± %.3f nats", divergence.value,
        divergence.standardError.value)
      text += total.exact == nil ? String(format: ", ± %.3f for ln Z\n", total.halfWidth) : "\n"
    }
    if !total.boundsMeet {
      text += String(format: "warning: the estimates of ln Z differ by %.3f, ", 2 * total.halfWidth)
      text += "more than their intervals\nallow; the chains may not have reached the machine's own "
      text += "distribution\n"
    }
    return text
  }
}

extension RBMLikelihood.PartitionFunction.Bound {
  fileprivate var text: String {
    String(format: "%.3f [%.3f, %.3f]", value, interval[0], interval[1])
  }
}

extension RBMExactModel {
  /// For people.
  fileprivate var text: String {
    var text = String(
      format: "the model itself, summed over all configurations:\n  e = %.4f, ", energyDensity)
    text += String(
      format: "KL(ensemble ‖ machine) = %.4f nats, total variation %.4f",
      divergenceOfEnsemble.value, totalVariation)
    if let otherTotalSpin { text += String(format: ", P(ΣS wrong) = %.4f", otherTotalSpin) }
    return text + "\n"
  }
}
