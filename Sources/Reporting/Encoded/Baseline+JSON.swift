import Foundation
import Judgement

extension Baseline {
  /// Reads the report.json at `path` as a baseline.
  ///
  /// - Throws: `BaselineError` where the file cannot be read or is not a report of this schema.
  public static func read(_ path: String) throws(BaselineError) -> Baseline {
    let text: String
    do {
      text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    } catch {
      throw BaselineError(source: path, problem: "cannot be read; wanted a report.json")
    }
    let report: EncodedReport
    do {
      report = try JSONReport.decode(text)
    } catch {
      throw BaselineError(source: path, problem: "is not a report: \(error)")
    }
    return Baseline(
      source: path, ensemble: report.ensemble,
      entries: report.findings.map { finding in
        Entry(
          check: finding.check, verdict: finding.verdict.judged,
          interval: finding.effect.flatMap {
            let (lower, upper) = ($0.interval.lower.value, $0.interval.upper.value)
            return lower <= upper ? lower...upper : nil
          })
      })
  }
}

extension EncodedReport.Verdict {
  /// The verdict that a report on file names.
  fileprivate var judged: Judgement.Verdict {
    // The same names on both sides, which a test holds.
    Judgement.Verdict(rawValue: rawValue)!
  }
}
