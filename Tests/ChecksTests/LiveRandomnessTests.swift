import Checks
import Comparisons
import ExactIsing
import Judgement
import MonteCarlo
import Randomness
import References
import SpinSystems
import Statistics
import SteelyardTesting
import Testing

/// What must hold for every seed, on the seed of `STEELYARD_SEED`: with "random" another one in each run.
///
/// All tests of this suite together are wrong about a right program in at most one of 10⁵ runs.
@Suite struct `With any seed` {
  /// A sampler and an ensemble that it serves, or perfect draws of one.
  struct Subject: Sendable, CustomTestStringConvertible {
    var method: MarkovMethod?
    var ensemble: Ensemble

    var testDescription: String { "\(method?.identifier ?? "perfect"), \(ensemble)" }
  }

  private static let ensembles: [Ensemble] = try! [
    .canonical(size: 6, temperature: Ensemble.criticalTemperature),
    .fixedMagnetization(size: 6, temperature: 2, totalSpin: 0),
  ]

  static let perfect = ensembles.map { Subject(method: nil, ensemble: $0) }
  static let chains = allSamplers.compactMap { $0 as? MarkovMethod }.flatMap { method in
    ensembles.filter { method.isApplicable(to: $0) }.map { Subject(method: method, ensemble: $0) }
  }

  /// α of the whole suite, shared equally.
  static let falseAlarmRate = 1e-5 / Double(perfect.count + chains.count)

  @Test(arguments: chains) func `no sampler drifts`(subject: Subject) throws {
    let method = try #require(subject.method)
    let perfect = try PerfectSampler(subject.ensemble)
    try expectChance(subject.testDescription, falseAlarmRate: Self.falseAlarmRate) { seed, scale in
      let stream = RandomStreams(seed: seed).stream("live chains", for: subject.ensemble)
      let drift = Drift(
        of: try method.makeSampler(subject.ensemble, start: .random, stream: stream),
        from: perfect, count: 4096 * scale, sweeps: 3, seed: seed)
      return drift.scores.mapValues { 2 * normalUpperTail(abs($0)) }
    }
  }

  @Test(arguments: perfect) func `no check finds fault with perfect draws`(
    subject: Subject
  ) throws {
    let (sampler, reference) = (
      try PerfectSampler(subject.ensemble), try Reference.exact(subject.ensemble)
    )
    try expectChance(subject.testDescription, falseAlarmRate: Self.falseAlarmRate) { seed, scale in
      var generator = RandomStreams(seed: seed).stream("live draws", for: subject.ensemble)
      let weighing = try Weighing(
        sampler.sample(count: 2000 * scale, using: &generator), from: subject.ensemble,
        against: reference, seed: seed)
      var pValues: [String: Double] = [:]
      for check in allChecks {
        guard case .evidence(let evidence) = try check.examine(weighing) else { continue }
        pValues[check.identifier] = evidence.law == .broken ? 0 : evidence.pValue
      }
      return pValues
    }
  }

  // MARK: The procedure itself

  @Test func `A wrong program is rejected`() {
    let retest = SequentialRetest(falseAlarmRate: 1e-5)
    #expect(
      retest.run { _, _ in ["a": 0.3, "b": 1e-7] } == .rejected("b", pValue: 1e-7, round: 1))
    // Never beyond doubt in one round, but in every one.
    let outcome = retest.run { _, _ in ["a": 1e-4] }
    guard case .rejected("a", _, let round) = outcome else {
      Issue.record("kept: \(outcome)")
      return
    }
    #expect(round > 1)
  }

  @Test func `A right program is rejected as rarely as is said`() {
    // At α = 0.05 the rate can be counted: 20,000 runs with three questions each.
    let retest = SequentialRetest(falseAlarmRate: 0.05, rounds: 4)
    var generator = RandomStreams(seed: 5).stream("retests")
    let rejected = (0..<20_000).count { _ in
      let outcome = retest.run { _, _ in
        Dictionary(uniqueKeysWithValues: "abc".map { ("\($0)", generator.nextUnitInterval()) })
      }
      if case .rejected = outcome { return true }
      return false
    }
    // Four standard errors of 20,000 draws at 0.05 are 0.006.
    #expect(Double(rejected) / 20_000 < 0.056)
    #expect(rejected > 0)
  }
}
