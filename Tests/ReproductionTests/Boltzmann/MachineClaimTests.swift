import Judgement
import Randomness
import Reporting
@testable import Reproduction
import SpinSystems
import Testing

/// Each claim of the RBM held against machines whose samples are known: a claim that cannot be refuted says
/// nothing.
@Suite struct MachineClaimTests {
  private let plan = ReproductionPlan(scale: .paper, seed: 1)

  /// What a machine generates.
  enum Kind {
    /// Exactly what it learnt from.
    case perfect
    /// The right ΣS at a temperature 20 % too high.
    case hot
    /// The right temperature with ΣS free.
    case free
    /// Right after many steps, far too hot after ten.
    case slow
  }

  private func report(_ identifier: String, _ kind: Kind) throws -> Report {
    let claim = try #require(allClaims.first { $0.identifier == identifier })
    let results = try SyntheticMachines.results(for: claim, plan: plan) { ensemble, steps in
      let (size, temperature) = (ensemble.lattice.size, ensemble.temperature)
      switch (kind, ensemble.totalSpin) {
      case (.perfect, _), (.free, nil): return ensemble
      case (.slow, _) where steps > 10: return ensemble
      case (.free, _): return try .canonical(size: size, temperature: temperature)
      case (.hot, let spin?), (.slow, let spin?):
        return try .fixedMagnetization(
          size: size, temperature: 1.2 * temperature, totalSpin: spin)
      case (.hot, nil), (.slow, nil):
        return try .canonical(size: size, temperature: 1.2 * temperature)
      }
    }
    return try claim.report(on: results, plan: plan)
      .report(on: claim, plan: plan, missing: [], command: "")
  }

  @Test(arguments: [
    ("F6a", Kind.perfect, "refuted"), ("F6a", .hot, "confirmed"),
    ("F6b", .perfect, "refuted"), ("F6b", .hot, "refuted"), ("F6b", .free, "confirmed"),
    ("F6c", .perfect, "refuted"), ("F6c", .hot, "confirmed"),
    ("F7a", .perfect, "refuted"), ("F7a", .hot, "refuted"),
    ("C1", .perfect, "confirmed"), ("C1", .hot, "confirmed"),
    ("W1", .perfect, "confirmed"), ("W1", .hot, "refuted"),
  ])
  func `A claim follows from what machines generate`(
    identifier: String, kind: Kind, verdict: String
  ) throws {
    #expect(try report(identifier, kind).verdict.ofClaim == verdict)
  }

  @Test func `Perfect machines agree in energy, and hot ones do not`() throws {
    let decisive = { (report: Report) in
      Set(report.findings.filter(\.isDecisive).map(\.verdict))
    }
    #expect(decisive(try report("F5a", .perfect)) == [.pass])
    #expect(try report("F5a", .hot).verdict == .fail)
  }

  @Test func `ΣS that is conserved gives no |M|, and ΣS that is free does`() throws {
    #expect(try report("F5b", .perfect).verdict == .fail)
    #expect(try report("F5b", .free).verdict == .pass)
  }

  @Test func `Ten steps are enough for machines that need none, and not for slow ones`() throws {
    #expect(try report("V3", .perfect).verdict == .pass)
    #expect(try report("V3", .slow).verdict == .fail)
  }

  @Test
  func `In hot machines C(1) fails and C(r ≥ 2) deviates, which refutes the one and not the other`()
    throws
  {
    let report = try report("F7a", .hot)
    func verdict(_ check: String) -> Verdict? {
      report.findings.first { $0.check == check }?.verdict
    }
    #expect(verdict("neighbours-l12-s0-t2.000") == .fail)
    #expect(verdict("deviation-l12-s0-t2.000") == .pass)
    #expect(verdict("marked-l12-s0-t2.000") == .pass)
  }

  @Test func `The 23 % are asked after each number of epochs, beside the claim`() throws {
    let report = try report("F6b", .free)
    let shares = report.findings.filter { $0.check.hasPrefix("level-236") }
    #expect(shares.count == 4)
    #expect(shares.allSatisfy { !$0.isDecisive && $0.verdict == .fail })
    // At T = 1 nearly all weight of the free ensemble is at |ΣS| near N: H = -236 is rare.
    #expect(report.findings[0].verdict == .pass)
  }

  @Test
  func `Every claim has a figure with the exact curve in it, and a criterion for each finding`()
    throws
  {
    for claim in allClaims.filter({ $0 is any MachineClaim }) {
      let results = try SyntheticMachines.results(for: claim, plan: plan, count: 200) {
        ensemble, _ in
        ensemble
      }
      let report = try claim.report(on: results, plan: plan)
      let charts = report.illustrations.compactMap { illustration in
        if case .chart(let chart) = illustration { chart } else { nil }
      }
      let names = charts.flatMap(\.panels).flatMap(\.series).map(\.name)
      #expect(!charts.isEmpty, "\(claim.identifier)")
      let isAboutTraining = claim.identifier == "R1"
      #expect(
        names.contains { $0.hasPrefix("exact") } != isAboutTraining, "\(claim.identifier)")
      let hasCriteria = report.findings.allSatisfy { $0.criterion?.isEmpty == false }
      #expect(hasCriteria, "\(claim.identifier)")
      #expect(report.findings.contains { $0.isDecisive }, "\(claim.identifier)")
      #expect(
        Set(report.findings.map(\.check)).count == report.findings.count, "\(claim.identifier)")
    }
  }

  @Test func `Machines that are missing make a claim less certain, not an error`() throws {
    let claim = try #require(allClaims.first { $0.identifier == "F6a" })
    let all = try SyntheticMachines.results(for: claim, plan: plan, count: 500) { ensemble, _ in
      try .canonical(size: ensemble.lattice.size, temperature: ensemble.temperature)
    }
    let first = claim.units(plan)[0].name
    let some = all.only(first)
    let report = try claim.report(on: some, plan: plan)
      .report(on: claim, plan: plan, missing: ["a", "b"], command: "")
    #expect(report.verdict == .inconclusive)
    #expect(report.notes.contains { $0.contains("2 units of work were not finished") })
  }

  @Test func `A summed machine obeys Eqs. 6 to 8`() {
    #expect(SummedMachine().largestDeviation < 1e-12)
  }

  @Test func `A configuration that broke C(1) = -ε/2 would be counted`() throws {
    var generator = RandomStreams(seed: 1).stream("identity")
    var samples = SampleSet(lattice: SquareLattice(size: 5))
    for _ in 0..<20 {
      samples.append(spins: (0..<25).map { _ in Bool.random(using: &generator) ? 1 : -1 })
    }
    #expect(identityViolations(in: samples) == 0)
  }
}
