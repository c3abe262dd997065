import Judgement
import Statistics

/// A report as a table for a terminal, worst finding first.
///
/// Both questions have their column: is a difference *proved* (with the p-value after correction),
/// and *by how much* do the samples differ, with the 95 % interval, against the tolerance. Below
/// the table stands a paragraph for every finding that is not a pass.
public struct TerminalTable: Sendable {
  /// The number of columns that no line exceeds, except for a longer word of the command.
  public var width: Int
  /// Whether the verdicts are coloured by ANSI escape sequences; a file or a pipe wants none.
  public var color: Bool

  /// - Precondition: `width` is at least 60.
  public init(width: Int = 80, color: Bool) {
    precondition(width >= 60, "a table of five columns needs 60 characters")
    self.width = width
    self.color = color
  }

  /// `report` as lines with a newline at the end of each.
  public func render(_ report: Report) -> String {
    let page = TerminalPage(width: width, color: color)
    let findings = report.findingsWorstFirst
    var body: [String] = []
    if !findings.isEmpty { body += [""] + table(of: findings, on: page) }
    for finding in findings where finding.verdict != .pass {
      let heading = "\(finding.verdict.symbol) \(finding.title)".wrapped(to: width)
      body += [""] + heading.map { page.painted($0, as: finding.verdict) }
      body += page.indented(finding.remark)
    }
    if let comparison = report.comparison { body += [""] + table(of: comparison, on: page) }
    let facts = [
      "\(report.ensemble) · \(report.sampleSizes())", "against \(report.reference)",
      report.ruleText,
    ]
    return page.render(report, facts: (findings.isEmpty ? [] : [report.tally]) + facts, body: body)
  }

  /// Every check against the baseline, and against the first of its series where that says more.
  private func table(of comparison: BaselineComparison, on page: TerminalPage) -> [String] {
    let rows = comparison.rows.filter { !$0.isAgainstAnchor || $0.outcome != .same }
    return page.table(
      ["since the baseline", "outcome", "size", "p", "p, corrected"],
      rows: rows.map { row in
        [
          row.title + (row.isAgainstAnchor ? " (first of the series)" : ""), row.outcome.rawValue,
          NumberText.significant(row.score), row.text(of: row.pValue),
          row.text(of: row.adjustedPValue),
        ]
      }, flexible: 0
    ) { _, _, cell in cell }
  }

  private func table(of findings: [Finding], on page: TerminalPage) -> [String] {
    let rows = findings.map { finding in
      [
        "\(finding.verdict.symbol)\u{A0}\(finding.verdict.shortLabel)", finding.title,
        finding.differenceText, finding.compactEffectText, finding.toleranceText,
      ]
    }
    return page.table(
      ["", "check", "proved different?", "by how much", "tolerance"], rows: rows, flexible: 1
    ) { row, column, cell in
      column == 0 ? page.painted(cell, as: findings[row].verdict) : cell
    }
  }
}
