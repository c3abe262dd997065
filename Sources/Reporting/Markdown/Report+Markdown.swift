import Judgement
import Statistics

extension Report {
  var markdownFindings: [String] {
    [
      "**\(conclusion)** \(tally)",
      MarkdownReport.list([settingText, sampleSizes(), "against \(reference)", ruleText]),
      findingTable,
    ] + comparisonBlocks
  }

  private var comparisonBlocks: [String] {
    guard let comparison else { return [] }
    let values = ValueTable(comparison)
    return [
      "**\(comparison.verdict.symbol) \(comparison.summary.escapedForMarkdown)**",
      MarkdownReport.table(values.columns, alignment: "lllrrr", rows: values.rows),
    ]
  }

  var markdownParticulars: [String] {
    let remarks = findingsWorstFirst.filter { $0.verdict != .pass }.map { finding in
      "- \(finding.verdict.symbol) **\(finding.title.escapedForMarkdown)**: "
        + finding.remark.escapedForMarkdown
    }
    let numbers = MarkdownReport.folded(
      "Numbers behind the verdicts",
      MarkdownReport.table(
        ["check", "quantity", "value"], alignment: "llr",
        rows: findingsWorstFirst.flatMap { finding in
          finding.particulars.map { [finding.title, $0.name, $0.value] }
        }))
    return (remarks.isEmpty ? [] : [remarks.joined(separator: "\n")]) + [numbers]
  }

  private var findingTable: String {
    if case .claim = topic {
      return MarkdownReport.table(
        ["verdict", "finding", "measured (95 %)", "confirmed if"], alignment: "llll",
        rows: findings.map { finding in
          [
            "\(finding.verdict.symbol) \(finding.claimLabel)", finding.title,
            finding.measuredText, finding.criterion ?? finding.toleranceCriterion,
          ]
        })
    }
    return MarkdownReport.table(
      ["verdict", "check", "proved different?", "by how much (95 %)", "tolerance", "n_eff"],
      alignment: "lllrrr",
      rows: findingsWorstFirst.map { finding in
        [
          "\(finding.verdict.symbol) \(finding.verdict.label)", finding.title,
          finding.differenceText, finding.effectText, finding.toleranceText,
          finding.evidence.map { NumberText.count($0.effectiveSampleCount) } ?? "–",
        ]
      })
  }
}
