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

/// What ln q of the samples says, against enumeration of all 2¹⁶ configurations at L = 4.
@Suite struct `Log-probabilities` {
  private func findings(
    _ model: EnumeratedModel, count: Int = 10_000, seed: UInt64 = 7,
    _ claimed: ([Double], inout Xoshiro256PlusPlus) -> [Double] = { own, _ in own }
  ) throws -> (report: [String: Finding], weights: ImportanceWeights) {
    var generator = RandomStreams(seed: seed).stream("enumerated model")
    let draws = model.draw(count, using: &generator)
    var assessment = Assessment(
      against: try .exact(EnumeratedModel.ensemble), checks: likelihoodChecks)
    assessment.logProbabilities = claimed(draws.map { model.logModel[$0] }, &generator)
    let report = try assessment.report(on: model.samples(draws), subject: "model")
    return (
      Dictionary(uniqueKeysWithValues: report.findings.map { ($0.check, $0) }),
      try #require(report.likelihood).weights
    )
  }

  private func noisy(_ amount: Double, seed: UInt64 = 3) -> EnumeratedModel {
    var generator = RandomStreams(seed: seed).stream("noise of a model")
    return EnumeratedModel { _ in amount * (2 * generator.nextUnitInterval() - 1) }
  }

  @Test func `The ensemble's own law is no discrepancy, in spite of rounding`() throws {
    let (found, weights) = try findings(EnumeratedModel { _ in 0 })
    #expect(found["likelihood"]?.verdict == .pass)
    #expect(found["log-probability"]?.verdict == .pass)
    #expect(abs(weights.effectiveFraction - 1) < 1e-12)
  }

  @Test func `Intervals hold what enumeration gives`() throws {
    var (divergences, variations, masses) = (0, 0, 0)
    let models = 120
    for index in 0..<models {
      let model = noisy(0.2 + 0.01 * Double(index), seed: UInt64(index))
      var generator = RandomStreams(seed: UInt64(index)).stream("draws of a model")
      let draws = model.draw(2000, using: &generator)
      let weights = ImportanceWeights(
        logWeights: draws.map { model.logLaw[$0] - model.logModel[$0] })
      divergences += weights.reverseDivergence.interval.contains(model.divergence) ? 1 : 0
      variations += weights.totalVariation().interval.contains(model.totalVariation) ? 1 : 0
      masses += weights.meanWeight.interval.contains(1) ? 1 : 0
    }
    // 95 %: 120 draws below 104 have a probability of 10⁻⁴. 99.9 %: more than 2 misses as well.
    #expect(divergences >= 104)
    #expect(masses >= 104)
    #expect(variations >= models - 2)
  }

  @Test(arguments: [0.05, -0.05, 0.1]) func `A constant in ln q is named`(offset: Double) throws {
    let model = noisy(0.3)
    let (found, weights) = try findings(model) { own, _ in own.map { $0 + offset } }
    let finding = try #require(found["log-probability"])
    #expect(finding.verdict == .fail)
    #expect(finding.detail.contains("A constant would explain it"))
    #expect(finding.detail.contains(offset > 0 ? "too large" : "too small"))
    // What is left is KL of the model, here by enumeration; two digits are shown.
    let shown = try #require(
      finding.detail.split(separator: "leaves KL = ").last?.split(separator: " ").first)
    let own = ImportanceWeights(logWeights: weights.logWeights.map { $0 + offset })
    let error = own.reverseDivergence.standardError
    #expect(abs(try #require(Double(shown)) - model.divergence) < 4 * error + 0.0005)
  }

  @Test func `A missing sign is named`() throws {
    let model = EnumeratedModel { UInt64($0).nonzeroBitCount > 8 ? 0 : -.infinity }
    let (found, weights) = try findings(model)
    let finding = try #require(found["log-probability"])
    #expect(finding.verdict == .fail)
    #expect(finding.detail.contains("modes is missing"))
    // Of one seed: within four standard errors.
    let divergence = weights.reverseDivergence
    #expect(abs(divergence.value - model.divergence) < 4 * divergence.standardError + 1e-9)
  }

  @Test func `ln q in another order fails`() throws {
    let (found, _) = try findings(noisy(0.5)) { own, generator in own.shuffled(using: &generator) }
    #expect(found["log-probability"]?.verdict == .fail)
  }

  @Test func `A model's own ln q is not doubted`() throws {
    for seed in UInt64(0)..<20 {
      let (found, _) = try findings(noisy(0.8, seed: seed), count: 2000, seed: seed)
      #expect(try #require(found["log-probability"]?.evidence?.pValue) > 1e-4)
    }
  }

  @Test func `As many log-probabilities as samples are wanted`() throws {
    #expect(throws: WeighingError.logProbabilityCount(found: 3, wanted: 10)) {
      try findings(noisy(0.1), count: 10) { own, _ in Array(own.prefix(3)) }
    }
  }

  @Test(arguments: [-0.3, 0.2, 0.5, 0.9]) func `The shape of a Pareto tail is found`(
    shape: Double
  ) throws {
    var generator = RandomStreams(seed: 9).stream("Pareto tail")
    let exceedances = (0..<2000).map { _ in
      (pow(1 - generator.nextUnitInterval(), -shape) - 1) / shape
    }.sorted()
    // Standard error (1 + k)/√n, 0.04 at most.
    #expect(abs(try #require(generalizedParetoShape(exceedances)) - shape) < 0.17)
  }
}
