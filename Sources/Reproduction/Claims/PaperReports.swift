import Judgement
import Reporting
import Storage

/// All reports on claims of the paper that stand in a folder, of this run or of earlier ones: a table of them, and
/// one page.
///
/// They are read from their files, so that a folder can be filled over several sittings.
package struct PaperReports {
  let reports: [(claim: any Claim, report: Report)]
  /// Files that are no report, and why.
  let problems: [String]

  /// Reads the reports on `claims`, in their order.
  package init(in folder: String, on claims: [any Claim] = allClaims) {
    var reports: [(any Claim, Report)] = []
    var problems: [String] = []
    for claim in claims {
      let path = "\(folder)/\(claim.identifier)/report.json"
      guard let contents = OwnFile.contents(of: path, limit: Self.largestFile) else { continue }
      do {
        let encoded = try JSONReport.decode(String(decoding: contents, as: UTF8.self))
        guard let report = Report(claim: encoded) else {
          problems.append("\(path.printable()): left out: not a report on a claim")
          continue
        }
        reports.append((claim, report))
      } catch {
        problems.append("\(path.printable()): left out: \(error)")
      }
    }
    self.reports = reports
    self.problems = problems
  }

  /// A longer file was not written here.
  private static let largestFile = 1 << 26

  private static let title = "The paper, claim by claim"
  private static let source =
    "A. Azizi and M. Pleimling, A cautionary tale for machine learning generated configurations in presence of "
    + "a conserved quantity, Sci. Rep. (2021)"

  /// Writes `claims.md` and `index.html` into `folder`, unless there is no report.
  package func write(to folder: String) async throws {
    guard !reports.isEmpty else { return }
    try AtomicFile.write(table, to: "\(folder)/claims.md")
    try AtomicFile.write(await page.render(), to: "\(folder)/index.html")
  }

  /// A row a claim, in Markdown.
  var table: String {
    let rows = reports.map { claim, report in
      let statement = report.subject.replacing("|", with: "\\|")
      return "| [\(claim.identifier)](\(claim.identifier)/report.md) | \(statement) "
        + "| **\(report.verdict.ofClaim)** | \(report.decisiveTally) |"
    }
    return """
      # \(Self.title)

      \(Self.source), held against what Steelyard computed. `index.html` is the same with figures; each report \
      names the command that makes it again, `times.md` says what the units took, and on which machine.

      | claim | the paper says | verdict | findings that decide |
      |---|---|---|---|
      \(rows.joined(separator: "\n"))

      """
  }

  private var page: ClaimsPage {
    ClaimsPage(
      title: Self.title, source: Self.source,
      entries: reports.map { claim, report in
        .init(report: report, change: claim.change, folder: claim.identifier)
      },
      notes: [
        "Confirmed if is the criterion, written down before the data were seen. Intervals have a confidence of "
          + "95 % and, where machines were trained, come from the spread between training seeds.",
        "Not testable at this scale: the interval leaves both answers open, or the claim is about more than was "
          + "computed.",
        "times.md beside this page says what the units of each claim took, and on which machine.",
      ])
  }
}
