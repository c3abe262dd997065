import Validation

extension HTMLReport {
  /// One row for each finding on a claim, in the order of the claim: what was measured beside what would
  /// confirm it.
  static func claimFindings(of report: Report) -> String {
    let rows = report.findings.map { claimRow($0, of: report.topic) }.joined(separator: "\n")
    return """
      <section><h2>Findings</h2>
      <div class="findings claim">
      <div class="finding head" aria-hidden="true"><span class="row"><span>verdict</span>\
      <span>finding</span><span>measured (95 %)</span><span>confirmed if</span></span></div>
      \(rows)
      </div>
      \(claimReadingGuide)
      </section>
      """
  }

  private static func claimRow(_ finding: Finding, of topic: Topic) -> String {
    let label = topic.label(of: finding.verdict)
    let summary =
      badge(finding.verdict, label: finding.isDecisive ? label : "(\(label))")
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
