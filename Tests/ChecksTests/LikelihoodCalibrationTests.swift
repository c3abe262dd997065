import Checks
import Comparisons
import Foundation
import Judgement
import Randomness
import References
import Reporting
import SpinSystems
import Statistics
import Studies
import Testing

/// The share of the model's own configurations in bins of ln q, against enumeration at L = 4.
@Suite struct `Calibration of ln q in bins` {
  private func noisy(_ amount: Double, seed: UInt64) -> EnumeratedModel {
    var generator = RandomStreams(seed: seed).stream("noise of a model")
    return EnumeratedModel { _ in amount * (2 * generator.nextUnitInterval() - 1) }
  }

  /// Draws of both laws, with noise of so many nats in each value of ln q.
  private func weights(
    _ model: EnumeratedModel, own count: Int, probe probeCount: Int, noise: Double = 0,
    seed: UInt64
  ) -> ProbedWeights {
    var generator = RandomStreams(seed: seed).stream("calibration of ln q")
    func scored(_ draws: [Int]) -> [Double] {
      draws.map {
        let u = generator.nextUnitInterval(), v = generator.nextUnitInterval()
        let deviate = (-2 * log(1 - u)).squareRoot() * cos(2 * .pi * v)
        return model.logLaw[$0] - model.logModel[$0] - noise * deviate
      }
    }
    let own = model.draw(count, using: &generator)
    let probe = EnumeratedModel { _ in 0 }.draw(probeCount, using: &generator)
    return ProbedWeights(ImportanceWeights(logWeights: scored(own)), probe: scored(probe))
  }

  private func pValue(_ weights: ProbedWeights) -> Double {
    let bins = weights.calibration()
    return min(1, Double(bins.count) * bins.map(\.pValue).min()!)
  }

  @Test(arguments: [(2000, 2000), (500, 3000), (3000, 700)])
  func `keeps its rate where ln q is true`(own: Int, probe: Int) {
    var (small, tiny) = (0, 0)
    for seed in UInt64(0)..<300 {
      // From nearly the ensemble itself to an effective share of a third.
      let model = noisy(0.1 + 0.007 * Double(seed), seed: seed)
      let p = pValue(weights(model, own: own, probe: probe, seed: seed))
      if p < 0.05 { small += 1 }
      if p < 0.01 { tiny += 1 }
    }
    // 15 and 3 of 300 at most are expected, four standard errors more.
    #expect(small <= 30)
    #expect(tiny <= 9)
  }

  @Test func `sees noise in ln q, to which a mean over all is blind`() {
    let model = noisy(0.35, seed: 2)
    var (seen, byIdentity) = (0, 0)
    for seed in UInt64(0)..<60 {
      let weights = weights(model, own: 2000, probe: 2000, noise: 0.5, seed: seed)
      if pValue(weights) < 0.001 { seen += 1 }
      let identity = weights.identity
      if normalTwoSidedPValue(identity.value / identity.standardError) < 0.001 { byIdentity += 1 }
    }
    // If fewer than 0.95 were seen, all of 60 would be with a probability of 0.046 at most.
    #expect(seen == 60)
    #expect(byIdentity <= 3)
  }

  @Test func `puts equal ratios into one bin, and what only one side can make at the ends`() {
    let equal = ProbedWeights(
      ImportanceWeights(logWeights: .init(repeating: 0, count: 300)),
      probe: .init(repeating: 0, count: 300))
    #expect(equal.calibration().map(\.count) == [600])
    #expect(equal.calibration()[0].pValue == 1)
    let apart = ProbedWeights(
      ImportanceWeights(logWeights: .init(repeating: -.infinity, count: 100)),
      probe: .init(repeating: .infinity, count: 100))
    let bins = apart.calibration()
    #expect(bins.map(\.ownCount) == [0, 100])
    #expect(bins[0].expectedShare < 1e-300 && bins[1].expectedShare == 1)
    #expect(bins.allSatisfy { $0.pValue == 1 })
    // The other way round no ratio is what it says.
    let reversed = ProbedWeights(
      ImportanceWeights(logWeights: .init(repeating: 40, count: 100)),
      probe: .init(repeating: -40, count: 100))
    #expect(reversed.calibration().allSatisfy { $0.pValue < 1e-300 })
  }

  @Test func `is a finding with its worst bin, and a picture`() throws {
    let model = noisy(0.35, seed: 4)
    var generator = RandomStreams(seed: 5).stream("calibration as a finding")
    let own = model.draw(4000, using: &generator)
    let probe = EnumeratedModel { _ in 0 }.draw(4000, using: &generator)
    func report(claiming claimed: (Int) -> Double) throws -> Report {
      var assessment = Assessment(
        against: try .exact(EnumeratedModel.ensemble), checks: likelihoodChecks)
      assessment.logProbabilities = own.map(claimed)
      assessment.likelihoodProbe = try LikelihoodProbe(
        samples: model.samples(probe), logProbabilities: probe.map(claimed))
      return try assessment.report(on: model.samples(own), subject: "model")
    }
    let right = try report { model.logModel[$0] }
    let finding = try #require(right.findings.first { $0.check == "probe-calibration" })
    #expect(finding.verdict == .pass)
    let curve = right.illustrations.compactMap { picture -> ReferenceCurve? in
      if case .curve(let curve) = picture, curve.title == "Calibration of ln q" {
        curve
      } else {
        nil
      }
    }
    // Configurations that come often have one ratio each, so that bins are fewer than ten.
    let bins = try #require(curve.first).points.count
    #expect(bins > 5 && finding.detail.hasPrefix("Of \(bins) bins the worst should have"))
    // Twice the model's distance from the ensemble: too sure of itself at both ends.
    let sure = try report { 2 * model.logModel[$0] - model.logLaw[$0] }
    #expect(sure.findings.first { $0.check == "probe-calibration" }?.verdict == .fail)
  }
}
