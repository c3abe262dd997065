import ExactIsing
import Randomness
import SpinSystems
import UpdateRules

/// An update rule that needs no waiting for.
protocol ImmediateRule: UpdateRule {
  func applied(to samples: SampleSet, seed: UInt64) throws -> SampleSet
}

extension SamplerRule: ImmediateRule {}
extension TextbookRule: ImmediateRule {}

extension SuiteTally {
  /// Adds what all checks say of a rule that was applied to fresh perfect samples.
  mutating func add(
    _ rule: some ImmediateRule, from sampler: PerfectSampler, count: Int, applications: Int,
    using generator: inout Xoshiro256PlusPlus
  ) throws {
    let before = sampler.sample(count: count, using: &generator)
    let once = try rule.applied(to: before, seed: generator.next())
    var after = once
    for _ in 1..<applications { after = try rule.applied(to: after, seed: generator.next()) }
    let seed = generator.next()
    let transition = Transition(
      before: before, once: once, after: after, applications: applications, in: sampler.ensemble,
      seed: seed)
    add(try RuleAssessment().report(on: transition, of: rule, seed: seed))
  }
}
