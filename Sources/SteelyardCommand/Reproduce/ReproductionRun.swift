import Statistics
import BatchRuns
import DataFiles
import Foundation
import Judgement
import Reporting
import Reproduction
import Storage

/// What `steelyard reproduce` does with a run directory.
struct ReproductionRun {
  let directory: RunDirectory<ReproductionPlan>
  /// The folder of the reports; nil for the run directory.
  let reports: String?
  let jobCount: Int
  let isJSON: Bool

  // MARK: Units

  /// Prints number, tab and name of every unit.
  func list() throws {
    if isJSON {
      try StandardOutput.write(
        try JSONText.indented(
          directory.units.map { UnitDocument(index: $0.index, name: $0.unit.name) }))
    } else {
      try StandardOutput.write(
        directory.units.map { "\($0.index)\t\($0.unit.name)\n" }.joined())
    }
  }

  /// Computes the unit of that number.
  func compute(number: Int) throws {
    guard let unit = directory.units.first(where: { $0.index == number }) else {
      throw RunDirectoryError.noUnit(index: number, count: directory.unitCount)
    }
    try compute([unit])
  }

  /// Computes one share of the units.
  func compute(_ shard: Shard) throws {
    try compute(directory.units.filter { $0.index % shard.count == shard.index })
  }

  /// Computes every unit, a line of output for each where the reports have not the last word.
  func computeAll() throws { try compute(directory.units) }

  private func compute(_ units: [(index: Int, unit: any UnitOfWork)]) throws {
    let runner = UnitRunner(directory, jobCount: jobCount)
    defer { Terminal.showProgress(nil) }
    try runner.compute(units) { event in
      switch event {
      case .progress(let finished, let total, let secondsLeft):
        let left = secondsLeft.map { ", about \(DurationText.text(seconds: $0)) left" } ?? ""
        Terminal.showProgress("\(finished) of \(total) units\(left)")
      case .finished(let unit, let index):
        Terminal.showProgress(nil)
        if !isJSON { try? StandardOutput.write("unit \(index): \(unit)\n") }
      }
    }
  }

  // MARK: Reports

  /// Writes the reports of all claims that have a finished unit, with a table of them, and says what is
  /// missing.
  ///
  /// - Returns: the verdict on all claims, at best inconclusive if units are missing.
  func reduce() async throws -> Verdict {
    let folder = reports ?? directory.path
    var documents: [String] = []
    var verdicts: [Verdict] = []
    var isComplete = true
    var summary = ReproductionSummary(command: command(nil))
    for claim in directory.claims {
      let missing = directory.missingUnits(of: claim)
      if !missing.isEmpty {
        isComplete = false
        let list = missing.map { "missing: \($0)\n" }.joined()
        FileHandle.standardError.write(Data(list.utf8))
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

/// A unit as `--list-units --json` prints it.
private struct UnitDocument: Encodable {
  let index: Int
  let name: String
}
