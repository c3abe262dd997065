import BatchRuns
import ExactIsing
import Judgement
import Randomness
import SpinSystems
import UpdateRules

/// A textbook rule, right or with a mistake, weighed many times by what it makes of perfect samples.
struct MistakeUnit: UnitOfWork {
  var kind: TextbookRule.Kind
  var ensemble: Ensemble
  /// Perfect configurations to start from.
  var count: Int
  /// How often it is weighed.
  var setCount: Int
  var seed: UInt64

  var name: String { "mistake/\(kind)-\(ensemble.unitName)-n\(count)" }

  var cost: Double { Double(setCount * count * ensemble.lattice.siteCount) }

  func run(in workspace: UnitWorkspace) throws -> SuiteTally {
    var generator = RandomStreams(seed: seed).stream("calibration", for: UnitKey(name))
    let sampler = try PerfectSampler(ensemble)
    let rule = TextbookRule(kind, temperature: ensemble.temperature)
    var tally = SuiteTally(count: count)
    while tally.setCount < setCount {
      try tally.add(rule, from: sampler, count: count, applications: 1, using: &generator)
      workspace.report(progress: Double(tally.setCount) / Double(setCount))
    }
    return tally
  }
}
