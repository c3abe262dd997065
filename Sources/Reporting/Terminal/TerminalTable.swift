import Judgement

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
    var lines = heading(of: report)
    if !report.findings.isEmpty {
      lines.append("")
      lines += table(of: report.findingsWorstFirst)
    }
    for finding in report.findingsWorstFirst where finding.verdict != .pass {
      lines.append("")
      lines += paragraph(on: finding)
    }
    if !report.notes.isEmpty {
      lines.append("")
      for note in report.notes { lines += indented(note, first: "· ") }
    }
    lines.append("")
    lines += provenance(of: report)
    // The no-break spaces have done their work; plain ones are easier to search for. In the command
    // they may belong to the name of a file.
    return (lines.map { $0.replacing("\u{A0}", with: " ") } + command(of: report))
      .map { $0 + "\n" }.joined()
  }

  // MARK: Parts

  private func heading(of report: Report) -> [String] {
    let word = "\(report.verdict.symbol) \(report.headline)"
    let subject = report.subject.wrapped(to: width - word.columnCount - 2)
    var lines = ["\(painted(word, as: report.verdict, bold: true))  \(subject[0])"]
    let indentation = String(repeating: " ", count: word.columnCount + 2)
    lines += subject.dropFirst().map { indentation + $0 }
    lines += indented(report.conclusion)
    if !report.findings.isEmpty { lines += indented(report.tally) }
    lines += indented("\(report.ensemble) · \(report.sampleSizes())")
    lines += indented("against \(report.reference)")
    lines += indented(report.ruleText)
    return lines
  }

  private func table(of findings: [Finding]) -> [String] {
    let header = ["", "check", "proved different?", "by how much", "tolerance"]
    let rows = findings.map { finding in
      [
        "\(finding.verdict.symbol)\u{A0}\(finding.verdict.shortLabel)", finding.title,
        finding.differenceText, finding.compactEffectText, finding.toleranceText,
      ].map(\.onOneLine)
    }
    let layout = ColumnLayout(
      cells: [header] + rows, width: width, separation: 2, flexible: 1)
    var lines = layout.lines(for: header)
    lines.append(String(repeating: "─", count: layout.usedWidth))
    for (finding, row) in zip(findings, rows) {
      lines += layout.lines(for: row) { column, cell in
        column == 0 ? painted(cell, as: finding.verdict) : cell
      }
    }
    return lines
  }

  private func paragraph(on finding: Finding) -> [String] {
    let heading = "\(finding.verdict.symbol) \(finding.title)".wrapped(to: width)
    return heading.map { painted($0, as: finding.verdict) } + indented(finding.remark)
  }

  private func provenance(of report: Report) -> [String] {
    indented("seed \(report.seed), steelyard \(report.version)", first: "")
  }

  private func command(of report: Report) -> [String] {
    report.command.map { ShellCommand($0).lines(width: width, first: "repeat with: ") } ?? []
  }

  private func indented(_ text: String, first: String = "  ") -> [String] {
    text.wrapped(to: width - 2).enumerated().map { index, line in
      (index == 0 ? first : "  ") + line
    }
  }

  private func painted(_ text: String, as verdict: Verdict, bold: Bool = false) -> String {
    color ? verdict.painted(text, bold: bold) : text
  }
}
