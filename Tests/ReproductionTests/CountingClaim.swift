import BatchRuns
import Foundation
import Judgement
import Randomness
@testable import Reproduction
import SpinSystems
import Synchronization

/// A claim whose units are cheap, count how often they are run, and can be made to fail.
struct CountingClaim: Claim {
  let identifier: String
  let summary = "Random numbers are reproduced."
  let change = "Another seed."
  let units: [CountingUnit]

  func units(_ plan: ReproductionPlan) -> [any UnitOfWork] {
    units.map { unit in
      var unit = unit
      unit.seed = plan.seed
      return unit
    }
  }

  func report(on results: UnitResults, plan: ReproductionPlan) throws -> ClaimReport {
    let found = try units.compactMap { try results.result(of: $0) }
    return ClaimReport(
      statement: summary, place: "nowhere", setting: "\(units.count) units",
      ensemble: try .canonical(size: 2, temperature: 1), configurationCount: found.count,
      reference: "itself",
      findings: [
        Finding(
          check: "count", title: "Units", verdict: .pass, evidence: nil,
          detail: "\(found.count) of \(units.count)")
      ])
  }
}

/// Draws one number from a stream of its own.
struct CountingUnit: UnitOfWork {
  let number: Int
  var seed: UInt64 = 3
  var priority = 0
  let runs: RunCounter
  /// Thrown instead of a result.
  var failure: CountingFailure?
  /// Called while the unit is at work.
  var meanwhile: @Sendable (UnitWorkspace) throws -> Void = { _ in }

  struct Result: Codable, Equatable {
    var value: UInt64
    var infinity = Double.infinity
  }

  var name: String { "toy/n\(number)" }

  func run(in workspace: UnitWorkspace) throws -> Result {
    runs.add(name)
    if let failure { throw failure }
    try meanwhile(workspace)
    var stream = RandomStreams(seed: seed).stream("toy", block: number)
    return Result(value: stream.next())
  }
}

struct CountingFailure: Error, Equatable {
  let text: String
}

/// The names of the units that were run, in the order in which they were begun.
final class RunCounter: Sendable {
  private let names = Mutex<[String]>([])

  func add(_ name: String) { names.withLock { $0.append(name) } }

  var all: [String] { names.withLock { $0 } }
}
