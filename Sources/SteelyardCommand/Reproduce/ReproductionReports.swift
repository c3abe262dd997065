import BatchRuns
import Console
import Judgement
import Reporting
import Reproduction
import Storage

/// The reports of a reproduction: one a claim, and a table of them.
struct ReproductionReports {
  let directory: RunDirectory<ReproductionPlan>
  /// Where each claim's report gets a folder of its own.
  let folder: String
  let isJSON: Bool

  /// Writes the reports of all claims that have a finished unit, with a table of them, and says what is
  /// missing.
  ///
  /// - Returns: the verdict on all claims, at best inconclusive if units are missing.
  func write() async throws -> Verdict {
    var documents: [String] = []
    var verdicts: [Verdict] = []
    var isComplete = true
    var summary = ReproductionSummary(command: command(nil))
    for claim in directory.claims {
      let missing = directory.missingUnits(of: claim)
      if !missing.isEmpty {
        isComplete = false
        let list = missing.map { "missing: \($0)\n" }.joined()
        StandardError.write(list)
      }
      if missing.count == claim.units(directory.plan).count { continue }
      Terminal.showProgress("judging \(claim.identifier) …")
      let report = try claim.report(on: directory.results, plan: directory.plan).report(
        on: claim, plan: directory.plan, missing: missing, remarks: remarks,
        command: command(claim.identifier))
      let paths = try await ReportWriter().write(report, to: "\(folder)/\(claim.identifier)")
      Terminal.showProgress(nil)
      verdicts.append(report.verdict)
      summary.add(report, on: claim, seconds: try directory.seconds(of: claim))
      if isJSON {
        documents.append(try JSONReport.encode(report))
      } else {
        try StandardOutput.write(claim.text(of: report, paths: paths))
      }
    }
    if !summary.isEmpty { try AtomicFile.write(summary.text, to: "\(folder)/claims.md") }
    if isJSON { try StandardOutput.write("[\n\(documents.joined(separator: ","))]\n") }
    return .overall(verdicts, isComplete: isComplete)
  }

  /// What a reader of the reports should know about the plan.
  private var remarks: [String] {
    directory.plan.scale == .smoke
      ? ["Computed at --scale smoke, which shows that the pipeline runs."] : []
  }

  /// The command that computes a claim again, or all of them.
  private func command(_ claim: String?) -> String {
    let plan = directory.plan
    return CommandLineText(["reproduce"] + (claim.map { [$0] } ?? []))
      .option("--scale", plan.scale.rawValue)
      .option("--seed", plan.seed)
      .option("--seeds", claim == nil ? nil : plan.seedCount, unless: ReproductionPlan.fewestSeeds)
      .text()
  }
}
