import Judgement
import Reporting
import Storage

extension Claim {
  /// What a report on the claim found, a line for each finding that decides.
  ///
  /// - Parameter paths: the files that were written, of which the page is named.
  package func text(of report: Report, paths: [String]) -> String {
    var lines = ["\(identifier): \(report.verdict.ofClaim). \(summary)"]
    for finding in report.findings where finding.isDecisive {
      lines.append("  \(finding.verdict.ofClaim) · \(finding.title): \(finding.detail)")
    }
    let besideCount = report.findings.count { !$0.isDecisive }
    if besideCount > 0 { lines.append("  and \(besideCount) findings beside the claim") }
    lines += paths.filter { $0.hasSuffix(".html") }.map { "  report: \(shellQuoted($0))" }
    return lines.map { $0 + "\n" }.joined()
  }
}
