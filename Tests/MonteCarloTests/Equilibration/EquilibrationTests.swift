@testable import MonteCarlo
import Randomness
import SpinSystems
import Statistics
import Testing

@Suite struct `Bringing to equilibrium` {
  private static let ensemble = try! Ensemble.fixedMagnetization(
    size: 4, temperature: 2, totalSpin: 0)

  private func chain(
    _ probability: Double, replicas: Int, temperature: Double = 2, block: Int = 0
  ) throws -> any MarkovSampler {
    let ensemble = try Ensemble.fixedMagnetization(
      size: 4, temperature: temperature, totalSpin: 0)
    return try RedrawingSampler(
      ensemble, probability: probability, replicaCount: replicas,
      stream: RandomStreams(seed: 41).stream("redrawing", for: ensemble, block: block))
  }

  @Test(arguments: [(0.5, 512), (0.05, 512), (0.01, 128), (0.2, 1)])
  func `extends the pilot run until it is long enough for the τ it shows`(
    probability: Double, replicas: Int
  ) throws {
    var chain = try chain(probability, replicas: replicas)
    let known = 1 / probability - 0.5
    let pilot = PilotRun(&chain, rule: .standard)
    #expect(pilot.isRuleMet)
    #expect(Double(pilot.record.length) >= 40 * pilot.times.slowest)
    // τ_int scatters by τ (4 (W + ½ - τ) / n)^½ with W = 5 τ and n = `measuredSweeps` ≥ 1000 τ: by at
    // most 13 %, of which four. Strung-together replicas make it up to 5 % too small, and an
    // observation every δ sweeps up to δ/2 too large.
    let tolerance =
      4 * (16 * known / Double(pilot.record.measuredSweeps)).squareRoot() * known
      + 0.05 * known + 0.5 * Double(pilot.record.interval)
    #expect(abs(pilot.times.energy - known) < tolerance)
    #expect(abs(pilot.times.structureFactor - known) < tolerance)
  }

  @Test func `never takes replicas caught in different states for equilibrium`() throws {
    // They do not move at all, but differ: a series of one replica would be constant, with τ = ½.
    var chain = try chain(0, replicas: 128)
    var rule = EquilibrationRule.standard
    rule.largestPilot = 4096
    let pilot = PilotRun(&chain, rule: rule)
    #expect(!pilot.isRuleMet)
    #expect(pilot.record.length == 4096)
    #expect(pilot.times.energy > 0.2 * 2048)
  }

  @Test func `warns where the rule is not met`() throws {
    let ensemble = try Ensemble.fixedMagnetization(size: 12, temperature: 1, totalSpin: 0)
    var rule = EquilibrationRule.standard
    rule.largestPilot = 256
    let equilibration = try Equilibration.measure(.exchange, of: ensemble, seed: 1, rule: rule)
    #expect(!equilibration.isRuleMet)
    #expect(equilibration.warnings.count == 1)
  }

  @Test(arguments: markovMethods)
  func `makes burn-in and spacing of the slowest time`(method: MarkovMethod) throws {
    let free = try Ensemble.canonical(size: 6, temperature: 3)
    let fixed = try Ensemble.fixedMagnetization(size: 6, temperature: 3, totalSpin: 4)
    let ensemble = method.isApplicable(to: fixed) ? fixed : free
    let equilibration = try Equilibration.measure(method, of: ensemble, seed: 2)
    let times = equilibration.times
    #expect(equilibration.isRuleMet && equilibration.warnings.isEmpty)
    #expect(equilibration.start == "random")
    #expect(
      times.slowest
        == max(times.energy, times.structureFactor, times.absoluteMagnetization ?? 0))
    #expect((times.absoluteMagnetization == nil) == (ensemble.totalSpin != nil))
    #expect(equilibration.burnIn == Int((20 * times.slowest).rounded(.up)))
    #expect(equilibration.spacing == Int((4 * times.slowest).rounded(.up)))
    // The same seed, the same numbers.
    #expect(try Equilibration.measure(method, of: ensemble, seed: 2) == equilibration)
  }

  @Test func `starts from the stripe below T = 2 and is cross-checked on large lattices`() throws {
    func ensemble(_ size: Int, _ temperature: Double) throws -> Ensemble {
      try .fixedMagnetization(size: size, temperature: temperature, totalSpin: 0)
    }
    for method in [MarkovMethod.exchange, .kawasaki] {
      #expect(method.standardStart(for: try ensemble(20, 1.9)) == .stripe)
      #expect(method.standardStart(for: try ensemble(20, 2)) == .random)
      #expect(method.crossCheck(for: try ensemble(20, 1.9))?.identifier == "cluster")
      #expect(method.crossCheck(for: try ensemble(20, 2))?.identifier == nil)
      #expect(method.crossCheck(for: try ensemble(18, 1.9))?.identifier == nil)
    }
    #expect(MarkovMethod.cluster.standardStart(for: try ensemble(20, 1)) == .random)
  }

  // MARK: Agreement of starts

  private func agreement(
    temperatures: (Double, Double), block: Int
  ) throws -> StartAgreement {
    var rule = EquilibrationRule.standard
    rule.precision = 20
    var ours = try chain(0.5, replicas: 128, temperature: temperatures.0, block: 2 * block)
    var theirs = try chain(0.5, replicas: 16, temperature: temperatures.1, block: 2 * block + 1)
    return StartAgreement(
      PilotRun(&ours, rule: rule).record, from: .stripe,
      PilotRun(&theirs, rule: rule).record, of: .cluster, ensemble: Self.ensemble)
  }

  @Test func `finds chains of one ensemble in agreement, with p-values as they should be`() throws {
    let pValues = try (0..<100).map { try agreement(temperatures: (2, 2), block: $0).pValue }
    for level in [0.05, 0.2, 0.5] {
      // Binomial; four standard errors above the mean. Bonferroni makes p conservative.
      let hits = Double(pValues.count { $0 <= level })
      #expect(hits <= 100 * level + 4 * (100 * level * (1 - level)).squareRoot())
    }
    #expect(pValues.contains { $0 < 0.5 })
  }

  @Test func `finds chains of two temperatures in disagreement, and says so`() throws {
    let agreement = try agreement(temperatures: (1, 1.5), block: 0)
    #expect(!agreement.agrees)
    #expect(agreement.warning.contains("stripe") && agreement.warning.contains("cluster"))
  }
}
