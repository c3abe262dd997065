import ExactIsing
import Judgement
import MonteCarlo
import SpinSystems
import Testing
import UpdateRules

@Suite struct `An update rule` {
  private func verdict(
    _ rule: some UpdateRule, on ensemble: Ensemble, count: Int, applications: Int = 1,
    seed: UInt64 = 5
  ) async throws -> (Verdict, [String]) {
    let transition = try await Transition(
      of: rule, from: PerfectSampler(ensemble), count: count, applications: applications,
      seed: seed)
    let report = try RuleAssessment().report(on: transition, of: rule, seed: seed)
    return (report.verdict, report.findings.filter { $0.verdict == .fail }.map(\.check))
  }

  @Test(arguments: TextbookRule.Kind.right + TextbookRule.Kind.unseen)
  func `that is right is not failed, reversible or not`(kind: TextbookRule.Kind) async throws {
    for temperature in [0.5, Ensemble.criticalTemperature, 4] {
      let ensemble = try Ensemble(
        size: 4, temperature: temperature, totalSpin: kind.conservesTotalSpin ? 0 : nil)
      let rule = TextbookRule(kind, temperature: temperature)
      let (verdict, failed) = try await verdict(rule, on: ensemble, count: 2000)
      #expect(verdict != .fail && verdict != .error, "\(kind) at T = \(temperature): \(failed)")
    }
  }

  @Test(arguments: [MarkovMethod.metropolis, .heatBath, .wolff, .kawasaki, .exchange, .cluster])
  func `of ours is not failed, after one application and after many`(
    method: MarkovMethod
  ) async throws {
    for (temperature, applications) in [(0.5, 1), (2.3, 1), (2.3, 10), (4, 3)] {
      let ensemble = try Ensemble(
        size: 8, temperature: temperature, totalSpin: method.conservesTotalSpin ? 0 : nil)
      let (verdict, failed) = try await verdict(
        SamplerRule(method, of: ensemble), on: ensemble, count: 2000, applications: applications)
      #expect(verdict != .fail && verdict != .error, "\(method.identifier): \(failed)")
    }
  }

  @Test(arguments: TextbookRule.Kind.wrong)
  func `that is wrong is failed, and first of all by what is compared with itself`(
    kind: TextbookRule.Kind
  ) async throws {
    let ensemble = try Ensemble(
      size: 8, temperature: 2.3, totalSpin: kind.conservesTotalSpin ? 0 : nil)
    let (verdict, failed) = try await verdict(
      TextbookRule(kind, temperature: 2.3), on: ensemble, count: 3000)
    #expect(verdict == .fail)
    #expect(failed.contains("paired-observables"), "\(kind): \(failed)")
  }

  @Test func `that does nothing is failed for doing nothing, if anything would move`() async throws
  {
    struct Idle: UpdateRule {
      var name: String { "idle" }
      func applied(to samples: SampleSet, seed: UInt64) -> SampleSet { samples }
    }
    let warm = try Ensemble.canonical(size: 6, temperature: 2)
    let (verdictWarm, failed) = try await verdict(Idle(), on: warm, count: 1000)
    #expect(verdictWarm == .fail)
    #expect(failed == ["motion"])
    let cold = try Ensemble.canonical(size: 6, temperature: 0.4)
    let (verdictCold, _) = try await verdict(Idle(), on: cold, count: 1000)
    #expect(verdictCold == .inconclusive)
  }

  /// Does the same to all configurations.
  private struct Uniform: UpdateRule {
    let name: String
    let change: @Sendable ([Int]) -> [Int]

    func applied(to samples: SampleSet, seed: UInt64) -> SampleSet {
      var result = SampleSet(lattice: samples.lattice, capacity: samples.count)
      for index in 0..<samples.count { result.append(spins: change(samples.spins(of: index))) }
      return result
    }
  }

  @Test func `that changes all configurations alike is failed, though nothing scatters`()
    async throws
  {
    // So cold that all spins are equal: one flip raises H by 8 in every configuration.
    let cold = try Ensemble.canonical(size: 6, temperature: 0.4)
    let rule = Uniform(name: "flips the first spin") { [-$0[0]] + $0.dropFirst() }
    let (verdict, failed) = try await verdict(rule, on: cold, count: 1000)
    #expect(verdict == .fail)
    #expect(failed.contains("paired-observables") && failed.contains("level-crossings"))
  }

  @Test func `that moves by a symmetry changes no observable, whatever rounding does`() async throws
  {
    let ensemble = try Ensemble.canonical(size: 8, temperature: 2)
    let rule = Uniform(name: "translates by a row") { Array($0.suffix(8) + $0.dropLast(8)) }
    let transition = try await Transition(
      of: rule, from: PerfectSampler(ensemble), count: 1000, seed: 8)
    let observables = try evidence(of: .pairedObservables, transition)
    #expect(observables.pValue == nil)
    #expect(observables.effect?.value == 0)
    let (verdict, failed) = try await verdict(rule, on: ensemble, count: 1000)
    #expect(verdict != .fail && verdict != .error, "\(failed)")
  }

  @Test func `says which spins it never changes`() async throws {
    /// Metropolis that forgets the last row and column, as ranges do that end one too early.
    struct Forgetful: UpdateRule {
      var name: String { "forgetful" }
      func applied(to samples: SampleSet, seed: UInt64) -> SampleSet {
        let moved = TextbookRule(.metropolis, temperature: 4).applied(to: samples, seed: seed)
        var result = SampleSet(lattice: samples.lattice, capacity: samples.count)
        for index in 0..<samples.count {
          let (old, new) = (samples.spins(of: index), moved.spins(of: index))
          result.append(spins: old.indices.map { $0 % 4 == 3 || $0 >= 12 ? old[$0] : new[$0] })
        }
        return result
      }
    }
    let transition = try await Transition(
      of: Forgetful(), from: PerfectSampler(.canonical(size: 4, temperature: 4)), count: 1000,
      seed: 7)
    guard case .notApplicable(let said) = try Motion().examine(transition) else {
      Issue.record("motion judges")
      return
    }
    #expect(said.contains("7 of 16 spins never changed, the first in row 0, column 3"), "\(said)")
  }

  @Test func `names the place of a wall, and the flips that are out of balance`() async throws {
    let ensemble = try Ensemble.canonical(size: 6, temperature: 2.3)
    let transition = try await Transition(
      of: TextbookRule(.openWall, temperature: 2.3), from: PerfectSampler(ensemble),
      count: 5000, seed: 6)
    let places = try evidence(of: .placeDrift, transition)
    #expect(places.detail.contains("the bonds from column 5 to 0"), "\(places.detail)")
    let halved = try await Transition(
      of: TextbookRule(.halvedCost, temperature: 2.3), from: PerfectSampler(ensemble),
      count: 5000, seed: 6)
    guard case .notApplicable(let said) = try DetailedBalance().examine(halved) else {
      Issue.record("detailed balance judges")
      return
    }
    #expect(said.contains("of 4 neighbours up are out of balance"), "\(said)")
  }

  private func evidence(
    of check: some Check<Transition>, _ transition: Transition
  ) throws -> Evidence {
    guard case .evidence(let evidence) = try check.examine(transition) else {
      throw Missing(check: check.identifier)
    }
    return evidence
  }

  private struct Missing: Error {
    let check: String
  }
}
