import BatchRuns
import ExactIsing
import Judgement
import MonteCarlo
import Randomness
import SpinSystems
import UpdateRules

/// A correct update rule, weighed many times by what it makes of perfect samples.
struct RuleUnit: UnitOfWork {
  var method: MarkovMethod
  var ensemble: Ensemble
  /// How often the rule is applied.
  var applications: Int
  /// Perfect configurations to start from.
  var count: Int
  /// How often it is weighed.
  var setCount: Int
  var seed: UInt64

  var name: String {
    "rule/\(method.identifier)-\(ensemble.unitName)-k\(applications)-n\(count)"
  }

  var cost: Double { Double(setCount * count * ensemble.lattice.siteCount) }

  func run(in workspace: UnitWorkspace) throws -> SuiteTally {
    var generator = RandomStreams(seed: seed).stream("calibration", for: UnitKey(name))
    let sampler = try PerfectSampler(ensemble)
    let rule = SamplerRule(method, of: ensemble)
    var tally = SuiteTally(count: count)
    while tally.setCount < setCount {
      try tally.add(
        rule, from: sampler, count: count, applications: applications, using: &generator)
      workspace.report(progress: Double(tally.setCount) / Double(setCount))
    }
    return tally
  }
}
