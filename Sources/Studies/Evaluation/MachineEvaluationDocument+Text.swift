import Reporting
import Statistics
import Storage

extension MachineEvaluationDocument {
  /// The same for people.
  ///
  /// - Parameters:
  ///   - paths: the report files that were written.
  ///   - table: what findings are laid out by.
  package func text(reports paths: [String], table: TerminalTable) -> String {
    var text = """
      \(machine.file.printable()): \(machine.visibleUnits) visible (L = \(machine.size)) and \
      \(machine.hiddenUnits) hidden units of values \(machine.units), mean |θ| \
      \(decimal(machine.meanAbsoluteParameter, 4))

      \(mixingTable)

      """
    if let likelihood { text += likelihood.text }
    if let summedModel { text += summedModel.text }
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
        + part.mixingCurve.map { decimal($0.energyDensity, error: $0.standardError, 4) }
    }
    return """
      energy density e(k) after k Gibbs steps (J per site); reference \
      \(decimal(referenceEnergyDensity, 4))
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
          let effect = finding.evidence?.effect.map { " \(brief($0.value))" } ?? ""
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
        let (cell, width) = (columns[column][row], widths[column])
        return isFirstLeft && column == 0
          ? cell.leftAligned(in: width) : cell.rightAligned(in: width)
      }.joined(separator: "   ")
    }.joined(separator: "\n")
  }
}

extension MachineLikelihood {
  /// For people.
  fileprivate var text: String {
    let total = logPartitionFunction
    var text = ""
    if let exact = total.exact {
      text += "ln Z = \(decimal(exact, 4)), by summation\n"
    } else if let lower = total.lower, let upper = total.upper {
      text += "ln Z = \(lower.text) up, \(upper.text) down (annealing)\n"
    }
    for mean in means {
      let value = decimal(mean.meanLogLikelihood, error: mean.standardError.value, 3)
      text += "mean ln P(v) = \(value) nats, \(mean.count) \(mean.samples.printable())\n"
    }
    if let divergence {
      let value = decimal(divergence.value, error: divergence.standardError.value, 3)
      let rest = total.exact == nil ? ", ± \(decimal(total.halfWidth, 3)) for ln Z" : ""
      text += "KL(ensemble ‖ machine) = \(value) nats\(rest)\n"
    }
    if !total.boundsMeet {
      text += "warning: the estimates of ln Z differ by \(decimal(2 * total.halfWidth, 3)), "
      text += "more than their intervals\nallow; the chains may not have reached the machine's own "
      text += "distribution\n"
    }
    return text
  }
}

extension MachineLikelihood.PartitionFunction.Bound {
  fileprivate var text: String {
    "\(decimal(value, 3)) [\(decimal(interval, 3))]"
  }
}

extension SummedModel {
  /// For people.
  fileprivate var text: String {
    let totalSpin = otherTotalSpin.map { ", P(ΣS wrong) = \(decimal($0, 4))" } ?? ""
    return """
      the model itself, summed over all configurations:
        e = \(decimal(energyDensity, 4)), KL(ensemble ‖ machine) = \
      \(decimal(divergenceOfEnsemble.value, 4)) nats, total variation \
      \(decimal(totalVariation, 4))\(totalSpin)

      """
  }
}
