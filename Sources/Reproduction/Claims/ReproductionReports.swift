import BatchRuns
import Judgement
import Reporting
import Storage

/// The reports of a reproduction: one a claim, and a table and a page of all that the folder has.
package struct ReproductionReports {
  let directory: RunDirectory<ReproductionPlan>
  let folder: String
  let isJSON: Bool
  let plan: (any Claim) -> ReproductionPlan
  let command: (_ claim: String) -> String

  /// - Parameters:
  ///   - directory: the run.
  ///   - plan: by what a claim is judged; nil for the plan of the run.
  ///   - folder: where each claim's report gets a folder of its own.
  ///   - isJSON: whether one document is printed instead of texts.
  ///   - command: the command line that computes a claim again.
  package init(
    directory: RunDirectory<ReproductionPlan>, folder: String, isJSON: Bool,
    plan: ((any Claim) -> ReproductionPlan)? = nil,
    command: @escaping (_ claim: String) -> String
  ) {
    self.directory = directory
    self.plan = plan ?? { _ in directory.plan }
    self.folder = folder
    self.isJSON = isJSON
    self.command = command
  }

  /// Where what is said on the way goes.
  package struct Channels {
    let print: (String) throws -> Void
    let complain: (String) -> Void
    let showProgress: (String?) -> Void

    /// - Parameters:
    ///   - print: the texts or the document.
    ///   - complain: units that are missing, a line each.
    ///   - showProgress: what is being done; nil at its end.
    package init(
      print: @escaping (String) throws -> Void, complain: @escaping (String) -> Void,
      showProgress: @escaping (String?) -> Void
    ) {
      self.print = print
      self.complain = complain
      self.showProgress = showProgress
    }
  }

  /// Writes the reports of all claims that have a finished unit, with a table and a page of all that the folder has,
  /// and says what is missing.
  ///
  /// - Returns: the verdict on all claims, at best inconclusive if units are missing.
  package func write(_ channels: Channels) async throws -> Verdict {
    var documents: [String] = []
    var verdicts: [Verdict] = []
    var isComplete = true
    for claim in directory.claims {
      let plan = plan(claim)
      let missing = directory.missingUnits(of: claim, plan)
      if !missing.isEmpty {
        isComplete = false
        channels.complain(missing.map { "missing: \($0)\n" }.joined())
      }
      if missing.count == claim.units(plan).count { continue }
      channels.showProgress("judging \(claim.identifier) …")
      let report = try claim.report(on: directory.results, plan: plan).report(
        on: claim, plan: plan, missing: missing, remarks: remarks(plan),
        command: command(claim.identifier))
      let paths = try await ReportWriter().write(report, to: "\(folder)/\(claim.identifier)")
      channels.showProgress(nil)
      verdicts.append(report.verdict)
      if isJSON {
        documents.append(try JSONReport.encode(report))
      } else {
        try channels.print(claim.text(of: report, paths: paths))
      }
    }
    if !verdicts.isEmpty {
      channels.showProgress("drawing the page …")
      let all = PaperReports(in: folder)
      try await all.write(to: folder)
      try RunTimes(directory).write(to: folder, order: allClaims.map(\.identifier))
      channels.showProgress(nil)
      channels.complain(all.problems.map { "\($0)\n" }.joined())
    }
    if isJSON { try channels.print("[\n\(documents.joined(separator: ","))]\n") }
    return .overall(verdicts, isComplete: isComplete)
  }

  /// What a reader of the reports should know about the plan.
  private func remarks(_ plan: ReproductionPlan) -> [String] {
    let look =
      plan.look.count > 1
      ? [
        "Looked at up to \(plan.look.count) times, with more seeds each time until it was decided, here with "
          + "\(plan.seedCount); each look may err in 5 % / \(plan.look.count)."
      ] : []
    return look
      + (plan.scale == .smoke
        ? ["Computed at the scale smoke, which shows that the pipeline runs."] : [])
  }
}
