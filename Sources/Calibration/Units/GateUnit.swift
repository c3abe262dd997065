import BatchRuns
import Faults
import Judgement
import Randomness
import References
import SpinSystems
import Studies

/// Pairs of sets through the regression gate: the first is the baseline, the second is compared with it.
struct GateUnit: UnitOfWork {
  /// What became of the pairs.
  struct Result: Codable, Sendable, Equatable {
    var pairCount: Int
    /// Pairs with a check that got worse, with one that got better, with one that cannot be said.
    var worse, better, undecided: Int
  }

  /// What a model under the gate gets wrong: nothing, or a fault in some amount.
  struct Model: Sendable {
    var fault: (any Fault)?
    var amount = 0.0

    /// "perfect", or the fault with its amount.
    var name: String { fault.map { "\($0.identifier)-\(amount)" } ?? "perfect" }

    func samples(
      of ensemble: Ensemble, count: Int, using generator: inout Xoshiro256PlusPlus
    ) throws -> SampleSet {
      guard let fault else {
        return try perfectSamples(of: ensemble, count: count, using: &generator)
      }
      return try fault.samples(of: ensemble, count: count, amount: amount, using: &generator)
    }
  }

  var before: Model
  var after: Model
  var ensemble: Ensemble
  var count: Int
  var pairCount: Int
  var seed: UInt64

  var name: String { "gate/\(before.name)-to-\(after.name)-\(ensemble.unitName)-n\(count)" }

  var cost: Double { Double(2 * pairCount * count * ensemble.lattice.siteCount) }

  func run(in workspace: UnitWorkspace) throws -> Result {
    var generator = RandomStreams(seed: seed).stream("calibration", for: UnitKey(name))
    var assessment = Assessment(against: try .exact(ensemble))
    var result = Result(pairCount: pairCount, worse: 0, better: 0, undecided: 0)
    for index in 0..<pairCount {
      let first = try before.samples(of: ensemble, count: count, using: &generator)
      let second = try after.samples(of: ensemble, count: count, using: &generator)
      assessment.seed = generator.next()
      let baseline = try assessment.weigh(first, subject: "baseline").baseline!
      let comparison = try assessment.weigh(
        second, subject: "new", since: (baseline, "baseline")
      ).report.comparison!
      func has(_ outcome: BaselineComparison.Outcome) -> Int {
        comparison.rows.contains { $0.outcome == outcome } ? 1 : 0
      }
      result.worse += has(.worse)
      result.better += has(.better)
      result.undecided += has(.undecided)
      workspace.report(progress: Double(index + 1) / Double(pairCount))
    }
    return result
  }
}
