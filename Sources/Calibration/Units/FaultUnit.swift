import BatchRuns
import Faults
import Judgement
import Randomness
import References
import SpinSystems
import Studies

/// One fault in falling amounts, until nothing sees it any more.
struct FaultUnit: UnitOfWork {
  /// What the suite said of the sets of each amount.
  typealias Result = [AmountTally]

  /// What the suite said of sets with so much of a fault.
  struct AmountTally: Codable, Sendable, Equatable {
    /// How much of the fault, from 0 to 1.
    var amount: Double
    /// Sets in all, and those that the suite failed.
    var setCount, caught: Int
    /// Sets that each check failed, by identifier.
    var caughtByCheck: [String: Int]

    /// Whether so many of the sets are nearly all, 95 %.
    func isNearlyAll(_ caught: Int) -> Bool { Double(caught) >= 0.95 * Double(setCount) }
  }

  var fault: any Fault
  var ensemble: Ensemble
  /// Configurations in a set.
  var count: Int
  /// Sets of each amount.
  var setCount: Int
  var seed: UInt64

  /// The amounts that are tried, 1, 2 and 5 of each decade.
  static let amounts: [Double] = [
    1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002, 0.0001,
  ]

  /// What is not caught down to this amount is not caught at all.
  private static let smallestFirstAmount = 0.01

  var name: String { "fault/\(fault.identifier)-\(ensemble.unitName)-n\(count)" }

  var cost: Double { Double(6 * setCount * count * ensemble.lattice.siteCount) }

  var priority: Int { 1 }

  func run(in workspace: UnitWorkspace) throws -> [AmountTally] {
    var generator = RandomStreams(seed: seed).stream("calibration", for: UnitKey(name))
    var assessment = Assessment(against: try .exact(ensemble))
    var tallies: [AmountTally] = []
    for (index, amount) in Self.amounts.enumerated() {
      var tally = SuiteTally(count: count)
      for _ in 0..<setCount {
        let samples = try fault.samples(
          of: ensemble, count: count, amount: amount, using: &generator)
        assessment.seed = generator.next()
        try tally.add(samples, by: assessment)
      }
      tallies.append(
        AmountTally(
          amount: amount, setCount: setCount, caught: tally.failureCount,
          caughtByCheck: Dictionary(
            uniqueKeysWithValues: tally.rows.map { ($0.check, tally.failures(of: $0.check)) })))
      workspace.report(progress: Double(index + 1) / Double(Self.amounts.count))
      // Less of a fault is caught less often; two amounts in a row that nobody sees are the end. But a large amount
      // can be seen less than a smaller one: a temperature that drifts far looks like a chain of a long memory.
      let wasCaught = tallies.contains { $0.isNearlyAll($0.caught) }
      if wasCaught || amount <= Self.smallestFirstAmount, tallies.count >= 2,
        tallies.suffix(2).allSatisfy({ 2 * $0.caught < setCount })
      {
        break
      }
    }
    return tallies
  }
}
