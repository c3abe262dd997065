import BatchRuns
import Foundation
import Reporting
@testable import Reproduction
import TemporaryFolders
import Testing

@Suite struct `The reports on the paper's claims in a folder` {
  private func report(_ name: String) throws -> String {
    let claim = CountingClaim(identifier: name, units: [])
    let report = try claim.report(
      on: UnitResults(run: "") { _ in nil }, plan: ReproductionPlan(scale: .smoke, seed: 1)
    ).report(on: claim, plan: ReproductionPlan(scale: .smoke, seed: 1), missing: [])
    return try JSONReport.encode(report)
  }

  /// A folder that is filled over several sittings: what an earlier one left stays on the page.
  @Test func `are all on the page, whenever they were made, in the order of the paper`()
    async throws
  {
    let folder = try TemporaryFolder()
    for name in ["F8", "F1"] {
      try FileManager.default.createDirectory(
        atPath: folder.path(name), withIntermediateDirectories: true)
      _ = try folder.write(Array(try report(name).utf8), to: "\(name)/report.json")
    }
    let all = PaperReports(in: folder.path)
    #expect(all.problems.isEmpty)
    #expect(all.reports.map(\.claim.identifier) == ["F1", "F8"])
    try await all.write(to: folder.path)
    let page = try String(contentsOfFile: folder.path("index.html"), encoding: .utf8)
    #expect(page.contains("id=\"F1\"") && page.contains("id=\"F8\""))
    #expect(all.table.contains("| [F8](F8/report.md) |"))
  }

  @Test func `are left out with a word where a file is damaged`() throws {
    let folder = try TemporaryFolder()
    for (name, contents) in [("F1", "{}"), ("F8", try report("F8"))] {
      try FileManager.default.createDirectory(
        atPath: folder.path(name), withIntermediateDirectories: true)
      _ = try folder.write(Array(contents.utf8), to: "\(name)/report.json")
    }
    let all = PaperReports(in: folder.path)
    #expect(all.reports.count == 1)
    #expect(all.problems.count == 1 && all.problems[0].contains("F1/report.json: left out: "))
  }

  @Test func `say what would change each of them`() {
    for claim in allClaims {
      #expect(claim.change.hasSuffix(".") && claim.change.count > 40, "\(claim.identifier)")
    }
  }
}
