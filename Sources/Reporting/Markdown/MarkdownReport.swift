import Judgement

/// A report in GitHub-flavoured Markdown, for example for the summary of a CI job.
public enum MarkdownReport {
  /// `report` with its findings worst first; long tables are folded away.
  public static func render(_ report: Report) -> String { render(report, figures: []) }

  /// The same with pictures that stand in files beside it.
  static func render(_ report: Report, figures: [(name: String, title: String)]) -> String {
    let findings = report.findingsWorstFirst
    var blocks = [
      "## \(report.verdict.symbol) \(report.headline): \(report.subject.escapedForMarkdown)",
      "**\(report.conclusion)** \(report.tally)",
      facts(of: report),
      findingTable(of: report, findings),
    ]
    let remarks = findings.filter { $0.verdict != .pass }.map { finding in
      "- \(finding.verdict.symbol) **\(finding.title.escapedForMarkdown)**: "
        + finding.remark.escapedForMarkdown
    }
    blocks += figures.map { "![\($0.title.escapedForMarkdown)](\($0.name))" }
    if !remarks.isEmpty { blocks.append(remarks.joined(separator: "\n")) }
    blocks.append(
      folded(
        "Numbers behind the verdicts",
        table(
          ["check", "quantity", "value"], alignment: "llr",
          rows: findings.flatMap { finding in
            finding.particulars.map { [finding.title, $0.name, $0.value] }
          })))
    blocks += ValueTable.tables(of: report).map { values in
      let alignment = String(repeating: "r", count: values.columns.count)
      return folded(values.title, table(values.columns, alignment: alignment, rows: values.rows))
    }
    if !report.notes.isEmpty {
      blocks.append(report.notes.map { "- \($0.escapedForMarkdown)" }.joined(separator: "\n"))
    }
    blocks.append(
      "Seed \(report.seed), Steelyard \(report.version.escapedForMarkdown)."
        + (report.command.map { " Repeat with:\n\n\(codeBlock($0))" } ?? ""))
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func findingTable(of report: Report, _ findings: [Finding]) -> String {
    if case .claim = report.topic {
      return table(
        ["verdict", "finding", "measured (95 %)", "confirmed if"], alignment: "llll",
        rows: report.findings.map { finding in
          [
            "\(finding.verdict.symbol) \(finding.claimLabel)", finding.title,
            finding.measuredText, finding.criterion ?? finding.toleranceCriterion,
          ]
        })
    }
    return table(
      ["verdict", "check", "proved different?", "by how much (95 %)", "tolerance", "n_eff"],
      alignment: "lllrrr",
      rows: findings.map { finding in
        [
          "\(finding.verdict.symbol) \(finding.verdict.label)", finding.title,
          finding.differenceText, finding.effectText, finding.toleranceText,
          finding.evidence.map { NumberText.count($0.effectiveSampleCount) } ?? "–",
        ]
      })
  }

  private static func facts(of report: Report) -> String {
    [
      report.settingText, report.sampleSizes(), "against \(report.reference)", report.ruleText,
    ].map { "- \($0.escapedForMarkdown)" }.joined(separator: "\n")
  }

  /// A table; `alignment` has one letter a column, l or r. Cells are escaped here.
  static func table(
    _ columns: [String], alignment: String, rows: [[String]]
  ) -> String {
    let rules = alignment.map { $0 == "r" ? "---:" : "---" }
    let cells = ([columns] + rows).map { $0.map(\.escapedForMarkdown) }
    let lines = [cells[0], rules] + cells.dropFirst()
    return lines.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
  }

  static func folded(_ title: String, _ content: String) -> String {
    "<details><summary>\(title.onOneLine.escapedForMarkup)</summary>\n\n\(content)\n\n</details>"
  }

  /// `text` between fences that are longer than any run of backticks in it.
  static func codeBlock(_ text: String) -> String {
    let line = text.onOneLine
    let longestRun = line.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longestRun + 1))
    return "\(fence)\n\(line)\n\(fence)"
  }
}

extension StringProtocol {
  /// The text on one line, with everything that Markdown or HTML would take for markup escaped.
  var escapedForMarkdown: String {
    var text = ""
    for character in onOneLine {
      switch character {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "$", "!": text += "\\\(character)"
      default: text.append(character)
      }
    }
    return text
  }
}
