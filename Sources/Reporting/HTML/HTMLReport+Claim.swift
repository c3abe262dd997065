import Judgement

extension HTMLReport {
  /// One row for each finding on a claim, in the order of the claim: what was measured beside what would
  /// confirm it. Those that do not decide come after those that do.
  static func claimFindings(of report: Report) -> String {
    let decisive = report.findings.filter(\.isDecisive)
    let beside = report.findings.filter { !$0.isDecisive }
    let besideBlock =
      beside.isEmpty
      ? ""
      : """
      <details class="beside"\(beside.count <= longestOpenList ? " open=\"\"" : "")>\
      <summary>Beside the claim: \(beside.count) more</summary>
      \(claimTable(beside))</details>
      """
    return """
      <section><h2>Findings</h2>
      \(claimTable(decisive))
      \(besideBlock)
      \(claimReadingGuide)
      </section>
      """
  }

  /// A longer list of what does not decide is folded away.
  private static let longestOpenList = 8

  static func claimTable(_ findings: [Finding]) -> String {
    guard !findings.isEmpty else { return "" }
    return """
      <div class="findings claim">
      <div class="finding head" aria-hidden="true"><span class="row"><span>verdict</span>\
      <span>finding</span><span>measured (95 %)</span><span>confirmed if</span></span></div>
      \(findings.map(claimRow).joined(separator: "\n"))
      </div>
      """
  }

  private static func claimRow(_ finding: Finding) -> String {
    let summary =
      badge(finding.verdict, label: finding.claimLabel)
      + "<span class=\"check\">\(text(finding.title))</span>"
      + cell("measured ", finding.measuredText, "")
      + cell("confirmed if ", finding.criterion ?? finding.toleranceCriterion, "")
    return row(finding, summary: summary)
  }

  private static let claimReadingGuide = """
    <details class="guide"><summary>How to read this</summary>
    <p><strong>Confirmed if</strong> is the criterion, written down before the data were seen. \
    Intervals have a confidence of 95 % and, where machines were trained, come from the spread \
    between training seeds.</p>
    <p><strong>Not testable at this scale</strong>: the interval leaves both answers open, or the \
    claim is about more than was computed.</p>
    <p>A verdict in parentheses stands beside the claim and does not decide about it.</p></details>
    """
}
