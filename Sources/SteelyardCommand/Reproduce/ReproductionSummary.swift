import Storage
import Judgement
import Reporting
import Reproduction

/// The table of claims and verdicts that a reproduction leaves beside the reports, in Markdown.
struct ReproductionSummary {
  private let plan: ReproductionPlan
  private var rows: [String] = []

  init(_ plan: ReproductionPlan) { self.plan = plan }

  var isEmpty: Bool { rows.isEmpty }

  /// Adds a row.
  ///
  /// - Parameter seconds: what the claim's units took.
  mutating func add(_ report: Report, on claim: any Claim, seconds: Double) {
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

  var text: String {
    """
    # The paper, claim by claim

    A. Azizi and M. Pleimling, *A cautionary tale for machine learning generated configurations in \
    presence of a conserved quantity*, Sci. Rep. (2021), held against what Steelyard \
    \(Version.current) computed: `steelyard reproduce --scale \(plan.scale.rawValue) --seed \
    \(plan.seed)`.

    | claim | the paper says | verdict | findings that decide | time |
    |---|---|---|---|---|
    \(rows.joined(separator: "\n"))

    The time is what the units of a claim took, one after the other; claims share units.

    """
  }
}
