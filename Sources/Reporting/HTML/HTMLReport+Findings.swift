import Judgement

extension HTMLReport {
  /// One row for each finding, worst first; a row opens to show the numbers behind it.
  static func findings(of report: Report) -> String {
    guard !report.findings.isEmpty else { return "" }
    if case .claim = report.topic { return claimFindings(of: report) }
    let rows = report.findingsWorstFirst.map(row).joined(separator: "\n")
    return """
      <section><h2>Findings</h2>
      <div class="findings">
      <div class="finding head" aria-hidden="true"><span class="row"><span>verdict</span>\
      <span>check</span><span>proved different?</span><span class="number">by how much (95 %)</span>\
      <span class="number">tolerance</span><span>against tolerance</span></span></div>
      \(rows)
      </div>
      \(readingGuide)
      </section>
      """
  }

  private static func row(_ finding: Finding) -> String {
    let gauge = finding.evidence?.effect.flatMap { EffectGauge($0).markup } ?? ""
    let summary =
      badge(finding.verdict, label: finding.verdict.label)
      + "<span class=\"check\">\(text(finding.title))</span>"
      + cell("proved different? ", finding.differenceText, finding.isProvedDifferent ? " yes" : "")
      + cell("by how much? ", finding.effectText, " number")
      + cell("tolerance ", finding.toleranceText, " number")
      + "<span class=\"scale\">\(gauge)</span>"
    return row(finding, summary: summary)
  }

  static func badge(_ verdict: Verdict, label: String) -> String {
    "<span class=\"badge\"><span class=\"symbol\">\(verdict.symbol)</span> \(label)</span>"
  }

  /// A row with its remark, and with the numbers behind it folded away.
  static func row(_ finding: Finding, summary: String) -> String {
    let verdict = finding.verdict
    let remark =
      finding.remark.isEmpty ? "" : "<span class=\"remark\">\(number(finding.remark))</span>"
    let particulars = finding.particulars
    guard !particulars.isEmpty else {
      return """
        <div class="finding \(verdict.rawValue)"><span class="row">\(summary)</span>\(remark)</div>
        """
    }
    let items = particulars.map { "<dt>\(text($0.name))</dt><dd>\(number($0.value))</dd>" }
    let numbers = "<dl class=\"particulars\">\(items.joined())</dl>"
    // What is wrong is read without opening anything.
    let isRemarkShown = verdict != .pass
    return """
      <details class="finding \(verdict.rawValue)"><summary><span class="row">\(summary)</span>\
      \(isRemarkShown ? remark : "")</summary>\
      \(isRemarkShown ? "" : remark)\(numbers)</details>
      """
  }

  /// A cell; its label shows only where there is no header above, on a phone.
  static func cell(_ label: String, _ value: String, _ kind: String) -> String {
    let nothing = value == Finding.noEntry ? " nothing" : ""
    return "<span class=\"answer\(kind)\(nothing)\"><span class=\"label\">\(label)</span>"
      + "<span>\(number(value))</span></span>"
  }

  private static let readingGuide = """
    <details class="guide"><summary>How to read this</summary>
    <p><strong>Proved different?</strong> A law is broken, or chance alone would give such samples \
    with less than the false-alarm rate; p-values are corrected for the number of checks.</p>
    <p><strong>By how much?</strong> The effect with its 95 % interval. A pass needs the whole \
    interval inside the tolerance (the band in the small picture): it is a proof of agreement, not \
    the absence of a disproof.</p>
    <p><strong>Inconclusive</strong> means too few effective samples for either. Correlated samples \
    count as the number of independent ones that carry the same information.</p></details>
    """
}
