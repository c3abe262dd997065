import Storage
import Judgement
import Reporting
import Statistics

/// The table of claims and verdicts that a reproduction leaves beside the reports, in Markdown.
public struct ReproductionSummary {
  private let command: String
  private var rows: [String] = []

  /// An empty table.
  ///
  /// - Parameter command: the command that computes it.
  public init(command: String) { self.command = command }

  /// Whether there is no row.
  public var isEmpty: Bool { rows.isEmpty }

  /// Adds a row.
  public mutating func add(_ report: Report, on claim: any Claim, _ plan: ReproductionPlan) {
    let decisive = report.findings.filter(\.isDecisive)
    let counts = Verdict.onClaims.compactMap { verdict -> String? in
      let count = decisive.count { $0.verdict == verdict }
      return count == 0 ? nil : "\(count) \(verdict.ofClaim)"
    }
    let seeds = plan.look.count > 1 ? " with \(plan.seedCount) seeds" : ""
    let statement = report.subject.replacing("|", with: "\\|")
    rows.append(
      "| [\(claim.identifier)](\(claim.identifier)/report.md) | \(statement) "
        + "| **\(report.verdict.ofClaim)**\(seeds) | \(counts.joined(separator: ", ")) |")
  }

  /// The table under a heading, in Markdown.
  public var text: String {
    """
    # The paper, claim by claim

    A. Azizi and M. Pleimling, *A cautionary tale for machine learning generated configurations in \
    presence of a conserved quantity*, Sci. Rep. (2021), held against what Steelyard \
    \(Version.current) computed: `\(command)`.

    | claim | the paper says | verdict | findings that decide |
    |---|---|---|---|
    \(rows.joined(separator: "\n"))

    `times.md` says what the units took.

    """
  }
}
