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
  ///
  /// - Parameter seconds: what the claim's units took.
  public mutating func add(_ report: Report, on claim: any Claim, seconds: Double) {
    let decisive = report.findings.filter(\.isDecisive)
    let counts = Verdict.onClaims.compactMap { verdict -> String? in
      let count = decisive.count { $0.verdict == verdict }
      return count == 0 ? nil : "\(count) \(verdict.ofClaim)"
    }
    let statement = report.subject.replacing("|", with: "\\|")
    let time = DurationText.text(seconds: seconds)
    rows.append(
      "| [\(claim.identifier)](\(claim.identifier)/report.md) | \(statement) "
        + "| **\(report.verdict.ofClaim)** | \(counts.joined(separator: ", ")) | \(time) |")
  }

  /// The table under a heading, in Markdown.
  public var text: String {
    """
    # The paper, claim by claim

    A. Azizi and M. Pleimling, *A cautionary tale for machine learning generated configurations in \
    presence of a conserved quantity*, Sci. Rep. (2021), held against what Steelyard \
    \(Version.current) computed: `\(command)`.

    | claim | the paper says | verdict | findings that decide | time |
    |---|---|---|---|---|
    \(rows.joined(separator: "\n"))

    The time is what the units of a claim took, one after the other; claims share units.

    """
  }
}
