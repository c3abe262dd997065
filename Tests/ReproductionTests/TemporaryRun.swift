import BatchRuns
import Foundation
import Reporting
@testable import Reproduction

/// A run directory that goes away with the test.
struct TemporaryRun {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "steelyard-run-\(UUID().uuidString)")
    path = url.path
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// The directory for `claims` at smoke scale, unless the plan says otherwise.
  func directory(
    _ claims: [any Claim], plan: ReproductionPlan = ReproductionPlan(scale: .smoke, seed: 3)
  ) throws -> RunDirectory<ReproductionPlan> {
    try RunDirectory(path, plan: plan, claims: claims, from: claims)
  }

  /// Computes all units of `claim` and judges it.
  func report(on claim: any Claim, plan: ReproductionPlan) throws -> Report {
    let directory = try directory([claim], plan: plan)
    try UnitRunner(directory, jobCount: 2).compute(directory.units) { _ in }
    return try claim.report(on: directory.results, plan: plan)
      .report(on: claim, plan: plan, missing: [], command: "steelyard reproduce")
  }
}
