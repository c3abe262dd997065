import Checks
import Comparisons
import ExactIsing
import Foundation
import Judgement
import Randomness
import References
import SpinSystems
import Statistics
import Studies
import Testing

/// What ln q of perfect samples says, against enumeration of all 2¹⁶ configurations at L = 4.
@Suite struct `Scored perfect samples` {
  private func noisy(_ amount: Double, seed: UInt64 = 3) -> EnumeratedModel {
    var generator = RandomStreams(seed: seed).stream("noise of a model")
    return EnumeratedModel { _ in amount * (2 * generator.nextUnitInterval() - 1) }
  }

  /// Draws from the model and from the ensemble, with `claimed` as ln q of a configuration.
  private func findings(
    _ model: EnumeratedModel, count: Int = 5000, seed: UInt64 = 7,
    claiming claimed: ((Int) -> Double)? = nil
  ) throws -> [String: Finding] {
    let (own, probe) = draws(of: model, count: count, seed: seed)
    let claimed = claimed ?? { model.logModel[$0] }
    var assessment = Assessment(
      against: try .exact(EnumeratedModel.ensemble), checks: likelihoodChecks)
    assessment.logProbabilities = own.map(claimed)
    assessment.likelihoodProbe = try LikelihoodProbe(
      samples: model.samples(probe), logProbabilities: probe.map(claimed))
    let report = try assessment.report(on: model.samples(own), subject: "model")
    return Dictionary(uniqueKeysWithValues: report.findings.map { ($0.check, $0) })
  }

  private func draws(
    of model: EnumeratedModel, count: Int, seed: UInt64
  ) -> (own: [Int], probe: [Int]) {
    var generator = RandomStreams(seed: seed).stream("enumerated model")
    let own = model.draw(count, using: &generator)
    return (own, EnumeratedModel { _ in 0 }.draw(count, using: &generator))
  }

  @Test func `give intervals that hold what enumeration gives`() throws {
    var (divergences, identities, offsets, energies) = (0, 0, 0, 0)
    let models = 120
    let exact = ExactEnergy.mean
    for index in 0..<models {
      let model = noisy(0.2 + 0.01 * Double(index), seed: UInt64(index))
      let (own, probe) = draws(of: model, count: 2000, seed: UInt64(index))
      // ln q is too large by 0.3: no identity but the constant's.
      let weights = ProbedWeights(
        ImportanceWeights(logWeights: own.map { model.logLaw[$0] - model.logModel[$0] }),
        probe: probe.map { model.logLaw[$0] - model.logModel[$0] })
      let shifted = ProbedWeights(
        ImportanceWeights(logWeights: own.map { model.logLaw[$0] - model.logModel[$0] - 0.3 }),
        probe: probe.map { model.logLaw[$0] - model.logModel[$0] - 0.3 })
      divergences += weights.forwardDivergence.interval.contains(model.forwardDivergence) ? 1 : 0
      identities += weights.identity.interval.contains(0) ? 1 : 0
      offsets += try #require(shifted.offset).interval.contains(-0.3) ? 1 : 0
      let mean = weights.own.reweightedMean(of: own.map { EnumeratedModel.energies[$0] })
      energies += mean.interval.contains(exact) ? 1 : 0
    }
    // 95 %: below 104 of 120 has a probability of 10⁻⁴.
    #expect(min(divergences, identities, offsets, energies) >= 104)
  }

  private enum ExactEnergy {
    static let mean = zip(EnumeratedModel { _ in 0 }.logLaw, EnumeratedModel.energies).reduce(0) {
      $0 + exp($1.0) * $1.1
    }
  }

  @Test func `are not doubted where all is true`() throws {
    for seed in UInt64(0)..<20 {
      let found = try findings(noisy(0.6, seed: seed), count: 2000, seed: seed)
      for check in ["probe-identity", "reweighted"] {
        // Nil where the weights have a heavy tail.
        #expect(try #require(found[check]?.evidence).pValue ?? 1 > 1e-4)
      }
    }
    // The ensemble's own law has nothing to tell apart.
    let same = try findings(EnumeratedModel { _ in 0 })
    #expect(same["probe"]?.verdict == .pass)
    #expect(same["probe-identity"]?.verdict == .pass)
  }

  @Test func `keep the rate of the ranks where the model's own samples are a chain`() {
    // Draws of the ensemble itself, each five times over, scored by another model: both sides have one law of l.
    let model = noisy(0.5)
    var small = 0
    for seed in UInt64(0)..<400 {
      var generator = RandomStreams(seed: seed).stream("ranks of a chain")
      let law = EnumeratedModel { _ in 0 }
      let score = { (index: Int) in model.logLaw[index] - model.logModel[index] }
      let own = law.draw(200, using: &generator).flatMap { Array(repeating: score($0), count: 5) }
      let weights = ProbedWeights(
        ImportanceWeights(logWeights: own, effectiveCount: 200),
        probe: law.draw(1000, using: &generator).map(score))
      if weights.ranks.pValueOfSmaller < 0.05 { small += 1 }
    }
    // 20 of 400 expected, four standard errors more. Taken as independent the variance is a third of what it is,
    // and 68 would be expected.
    #expect(small <= 38)
  }

  @Test func `and exact means are wanted, where energies are reweighted`() throws {
    // A reference of samples has an error of its own, and its mean is not exact.
    let model = noisy(0.3)
    var generator = RandomStreams(seed: 10).stream("sampled reference")
    let own = model.draw(1000, using: &generator)
    let exact = try Reference.exact(EnumeratedModel.ensemble)
    let energies = Observables(model.samples(own), largestDistance: 1).energies
    #expect(exact.logPartitionFunction != nil && !energies.isEmpty)
    let sampled = try Reference.monteCarlo(EnumeratedModel.ensemble, count: 1000, seed: 1)
    var assessment = Assessment(against: sampled, checks: likelihoodChecks)
    assessment.logProbabilities = own.map { model.logModel[$0] }
    let report = try assessment.report(on: model.samples(own), subject: "model")
    let finding = report.findings.first { $0.check == "reweighted" }
    #expect(finding?.verdict == .notApplicable)
  }

  @Test func `name the mode that is missed, which the model's own samples cannot show`() throws {
    // ΣS < 0 is made e⁻²⁰ times as often as it should be.
    let model = EnumeratedModel { UInt64($0).nonzeroBitCount < 8 ? -20 : 0 }
    let found = try findings(model)
    let probe = try #require(found["probe"])
    #expect(probe.verdict == .fail)
    #expect(probe.detail.contains("the mode of ΣS < 0"))
    #expect(found["probe-identity"]?.verdict != .fail)
    let never = try findings(EnumeratedModel { UInt64($0).nonzeroBitCount < 8 ? -.infinity : 0 })
    #expect(never["probe"]?.evidence?.law == .broken)
    #expect(never["probe"]?.detail.contains("no probability in the model") == true)
  }

  @Test func `see a constant, and ln q of another model for which no constant is to blame`() throws
  {
    let model = noisy(0.4)
    let constant = try findings(model) { model.logModel[$0] - 0.05 }
    #expect(constant["probe-identity"]?.verdict == .fail)
    #expect(constant["reweighted"]?.verdict == .pass)
    let hotter = EnumeratedModel { -0.1 * EnumeratedModel.energies[$0] / 2.5 }
    let other = try findings(model) { hotter.logModel[$0] }
    #expect(other["reweighted"]?.verdict == .fail)
    #expect(other["log-probability"]?.detail.contains("No constant explains it") == true)
  }

  @Test(arguments: [(0.6931471805599453, "base 2"), (16, "per site"), (-1, "above 0")])
  func `and samples tell another unit or sign of ln q`(unit: Double, named: String) throws {
    let model = noisy(0.3)
    let found = try findings(model) { model.logModel[$0] / unit }
    let finding = try #require(found["log-probability"])
    #expect(finding.verdict == .fail)
    #expect(finding.detail.contains(named), "\(finding.detail)")
  }

  @Test func `are not asked of weights of paths, of which reweighted means hold`() throws {
    // Two paths to each configuration: its weight is 1.5 or 0.5 times what q would give it.
    let model = noisy(0.3)
    var generator = RandomStreams(seed: 9).stream("paths")
    let own = model.draw(5000, using: &generator)
    var assessment = Assessment(
      against: try .exact(EnumeratedModel.ensemble), checks: likelihoodChecks)
    assessment.logWeights = own.map { index in
      -EnumeratedModel.energies[index] / 2.5 - model.logModel[index]
        + log(Bool.random(using: &generator) ? 1.5 : 0.5)
    }
    let report = try assessment.report(on: model.samples(own), subject: "paths")
    let found = Dictionary(uniqueKeysWithValues: report.findings.map { ($0.check, $0) })
    #expect(found["likelihood"]?.verdict == .notApplicable)
    #expect(found["likelihood"]?.detail.contains("bound those of the samples") == true)
    #expect(found["probe"]?.verdict == .notApplicable)
    #expect(try #require(found["log-probability"]?.evidence?.pValue) > 1e-3)
    #expect(try #require(found["reweighted"]?.evidence?.pValue) > 1e-3)
    #expect(report.likelihood == nil)
  }
}
