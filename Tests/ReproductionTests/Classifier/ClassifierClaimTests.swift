import Judgement
import Reporting
@testable import Reproduction
import SpinSystems
import Testing

/// The claims of Fig. 3 on results that are known: each can be confirmed and refuted.
@Suite struct `Claims of Fig. 3` {
  static let paper = ReproductionPlan(scale: .paper, seed: 1)

  private func report(
    _ claim: any Claim, _ measurements: SyntheticMeasurements,
    without missing: (String) -> Bool = { _ in false }
  ) throws -> Report {
    try claim.report(
      on: measurements.results(without: missing), plan: measurements.plan
    ).report(on: claim, plan: measurements.plan, missing: [], command: "")
  }

  private func verdict(_ check: String, in report: Report) throws -> Verdict {
    try #require(report.findings.first { $0.check == check }, "no finding \(check)").verdict
  }

  @Test func `F3a is confirmed by a step and refuted by one that is too low`() throws {
    var measurements = SyntheticMeasurements(plan: Self.paper)
    #expect(try report(OrderParameterClaim(), measurements).verdict == .pass)
    measurements.plateau = 0.8
    let refuted = try report(OrderParameterClaim(), measurements)
    #expect(refuted.verdict == .fail)
    #expect(try verdict("output-below-L20", in: refuted) == .fail)
    #expect(try verdict("output-above-L20", in: refuted) == .pass)
  }

  @Test(arguments: [(2.26, Verdict.pass), (2.22, .fail), (2.30, .fail), (2.25, .inconclusive)])
  func `F3b is decided by where the outputs cross`(crossing: Double, verdict: Verdict) throws {
    var measurements = SyntheticMeasurements(plan: Self.paper)
    measurements.crossing = crossing
    let report = try report(CrossingClaim(), measurements)
    #expect(report.verdict == verdict)
    // Crossings of controls follow their labels, and do not decide.
    #expect(try self.verdict("crossing-highLabel-L50", in: report) == .pass)
    #expect(try self.verdict("crossing-energy-low-L20", in: report) == .pass)
  }

  @Test func `F3c is confirmed by outputs that collapse at T_c with ν = 1`() throws {
    var measurements = SyntheticMeasurements(plan: Self.paper)
    measurements.crossing = Ensemble.criticalTemperature
    // Outputs known to 0.004 leave ν of four sizes between 20 and 50 within 0.966 to 1.055: no verdict.
    measurements.outputError = 0.002
    let report = try report(CollapseClaim(), measurements)
    #expect(report.verdict == .pass)
    for check in [
      "honest-critical-temperature", "honest-nu-all", "honest-nu-large", "honest-chi-square",
      "honest-lowLabel", "honest-highLabel", "honest-permuted-labels", "honest-energy",
      "potts-critical-temperature", "potts-nu-all", "potts-nu-large", "potts-chi-square",
      "potts-nu-is-not-1",
      "paper-permuted-labels",
    ] {
      #expect(try verdict(check, in: report) == .pass, "\(check)")
    }
    #expect(report.illustrations.count == 4)
    // What is not a law of the protocol is shown without a verdict.
    #expect(try verdict("paper-energy-high", in: report) == .notApplicable)
  }

  @Test func `F3c is refuted by outputs that scale with another ν`() throws {
    var measurements = SyntheticMeasurements(plan: Self.paper)
    measurements.crossing = Ensemble.criticalTemperature
    measurements.nu = 0.8
    let report = try report(CollapseClaim(), measurements)
    #expect(report.verdict == .fail)
    #expect(try verdict("paper-nu", in: report) == .fail)
    #expect(try verdict("paper-quality", in: report) == .fail)
    // The low-pass findings stand for themselves.
    #expect(try verdict("honest-nu-all", in: report) == .pass)
  }

  @Test func `The gates stop a wrong T_c and a wrong ν`() throws {
    var measurements = SyntheticMeasurements(plan: Self.paper)
    measurements.lowPassCriticalTemperature = 2.30
    var report = try report(CollapseClaim(), measurements)
    #expect(try verdict("honest-critical-temperature", in: report) == .fail)
    measurements.lowPassCriticalTemperature = Ensemble.criticalTemperature
    measurements.lowPassNu = 1.2
    report = try self.report(CollapseClaim(), measurements)
    #expect(try verdict("honest-nu-all", in: report) == .fail)
    #expect(try verdict("honest-critical-temperature", in: report) == .pass)
  }

  @Test func `Reports can be had while units are missing`() throws {
    let measurements = SyntheticMeasurements(plan: Self.paper)
    let report = try report(CollapseClaim(), measurements) {
      $0.contains("control") || $0.contains("seed5") || $0.contains("potts")
    }
    #expect(!report.findings.contains { $0.check.hasPrefix("potts") })
    #expect(try verdict("honest-nu-all", in: report) == .pass)
    let single = try self.report(CrossingClaim(), measurements) { !$0.hasSuffix("L20-seed1") }
    // One training run decides nothing.
    #expect(single.verdict == .inconclusive)
  }

  @Test func `At smoke scale the paper's claims are not testable`() throws {
    let plan = ReproductionPlan(scale: .smoke, seed: 1)
    for claim in [OrderParameterClaim(), CrossingClaim(), CollapseClaim()] as [any Claim] {
      #expect(try report(claim, SyntheticMeasurements(plan: plan)).verdict == .inconclusive)
    }
  }

  @Test(arguments: Scale.allCases)
  func `Units have names of their own and those of low-pass maps come first`(scale: Scale) {
    let units = CollapseClaim().units(ReproductionPlan(scale: scale, seed: 1))
    #expect(Set(units.map(\.name)).count == units.count)
    let first = units.min { $0.priority < $1.priority }
    #expect(first?.name == "classifier/honest-seed1")
    let others = OrderParameterClaim().units(ReproductionPlan(scale: scale, seed: 1))
    // The same units serve the other claims.
    #expect(Set(others.map(\.name)).isSubset(of: Set(units.map(\.name))))
  }
}
