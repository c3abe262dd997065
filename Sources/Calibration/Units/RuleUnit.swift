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
      let before = sampler.sample(count: count, using: &generator)
      let once = try rule.applied(to: before, seed: generator.next())
      var after = once
      for _ in 1..<applications { after = try rule.applied(to: after, seed: generator.next()) }
      let seed = generator.next()
      let transition = Transition(
        before: before, once: once, after: after, applications: applications, in: ensemble,
        seed: seed)
      tally.add(try RuleAssessment().report(on: transition, of: rule, seed: seed))
      workspace.report(progress: Double(tally.setCount) / Double(setCount))
    }
    return tally
  }
}
