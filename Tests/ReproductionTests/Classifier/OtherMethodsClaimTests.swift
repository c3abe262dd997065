import Judgement
import Reporting
@testable import Reproduction
import SpinSystems
import Testing

/// F3d on curves that are known: each half can be confirmed and refuted.
@Suite struct `What F3d says of curves that are known` {
  private static let paper = ReproductionPlan(scale: .paper, seed: 1)

  /// A network that collapses at T_c with ν = 1, unless another is given; ΣS = 0 alone, unless units are named.
  private func report(
    nu: Double = 1, plan: ReproductionPlan = paper,
    _ change: (inout SyntheticMeasurements) -> Void = { _ in },
    without missing: (String) -> Bool = { $0.contains("free") }
  ) throws -> Report {
    var measurements = SyntheticMeasurements(plan: plan)
    measurements.crossing = Ensemble.criticalTemperature
    measurements.nu = nu
    change(&measurements)
    let claim = OtherMethodsClaim()
    return try claim.report(on: measurements.results(without: missing), plan: plan)
      .report(on: claim, plan: plan, missing: [], command: "")
  }

  private func finding(_ check: String, in report: Report) throws -> Finding {
    try #require(report.findings.first { $0.check == check }, "no finding \(check)")
  }

  @Test func `A quadratic machine that collapses like the network refutes its half`() throws {
    let report = try report(without: { _ in false })
    let quadratic = try finding("quadratic-S0", in: report)
    #expect(quadratic.verdict == .fail && quadratic.isDecisive, "\(quadratic.detail)")
    #expect(report.verdict == .fail)
    // The others stand for themselves: one is flat, one has a factor L^(-1/8).
    #expect(try finding("linear-S0", in: report).verdict == .pass)
    #expect(try finding("component-S0", in: report).verdict == .pass)
    #expect(try finding("quadratic-Sfree", in: report).isDecisive == false)
    #expect(report.illustrations.count == 6)
  }

  @Test func `A principal component that collapses like the network refutes its half`() throws {
    let report = try report { $0.component.dimension = 0 }
    #expect(try finding("component-S0", in: report).verdict == .fail)
  }

  @Test func `No collapse confirms it: sizes further apart, or another ν than the network's`()
    throws
  {
    let apart = try finding("quadratic-S0", in: try report { $0.decisions.dimension = -0.4 })
    #expect(apart.verdict == .pass && apart.detail.contains("further apart"), "\(apart.detail)")
    // Curves that scale with ν = 0.8 are further apart, too, under ν = 1.
    let other = try finding("quadratic-S0", in: try report { $0.decisions.nu = 0.8 })
    #expect(other.verdict == .pass && other.detail.contains("excludes the ν"), "\(other.detail)")
  }

  @Test func `A mean that is the same everywhere confirms it, and is called so`() throws {
    let report = try report()
    let linear = try finding("linear-S0", in: report)
    #expect(linear.verdict == .pass && linear.detail.contains("does not change with T"))
    // Nothing is learnt from labels in random order.
    #expect(try finding("spins-quadratic-permuted-S0", in: report).verdict == .pass)
  }

  @Test func `Noise leaves it open`() throws {
    let report = try report { $0.decisionError = 0.3 }
    for check in ["component-S0", "quadratic-S0"] {
      #expect(try finding(check, in: report).verdict == .inconclusive)
    }
  }

  /// What a network lacks is no scaling that others could lack: the same wrong ν for both decides nothing.
  @Test func `A network with another ν than the model's leaves open what is no worse`() throws {
    let quadratic = try finding("quadratic-S0", in: try report(nu: 0.8) { $0.decisions.nu = 0.8 })
    #expect(quadratic.verdict == .inconclusive, "\(quadratic.detail)")
  }

  /// ν = 0.8 is known well, and the network's not: an interval that holds 1 holds 0.8, too.
  @Test func `A network of which little is known proves no difference`() throws {
    var measurements = SyntheticMeasurements(plan: Self.paper)
    measurements.crossing = Ensemble.criticalTemperature
    measurements.decisions.nu = 0.8
    measurements.outputError = 0.07
    let results = try ClassifierResults(measurements.results(), plan: Self.paper)
    let series = try #require(results.supportVectors[.conserved])
    let machines = try #require(LearnerCurves(series, about: .critical, Learner.quadratic.value))
    let networks = try #require(LearnerCurves(results.paper))
    let learner = try #require(LearnerScaling(machines))
    let contrast = ScalingContrast(learner: learner, network: LearnerScaling(networks))
    #expect(contrast.learner.excluded.contains(.nu))
    #expect(contrast.network?.average != nil && contrast.network?.excluded.isEmpty == true)
    #expect(contrast.disagreeing.isEmpty)
  }

  @Test func `Too few training runs, or no network, leave it open`() throws {
    let few = try report(without: {
      $0.contains("free") || $0.hasSuffix("seed3") || $0.hasSuffix("seed4") || $0.hasSuffix("seed5")
    })
    #expect(try finding("quadratic-S0", in: few).verdict == .inconclusive)
    let lone = try report(without: { $0.hasPrefix("classifier/") || $0.contains("free") })
    #expect(try finding("quadratic-S0", in: lone).verdict == .inconclusive)
    #expect(try finding("linear-S0", in: lone).verdict == .pass)
    let single = try report(without: {
      $0.hasPrefix("support-vectors/") && !$0.contains("L20") || $0.contains("free")
    })
    #expect(try finding("quadratic-S0", in: single).verdict == .inconclusive)
  }

  @Test func `At smoke scale nothing is decided`() throws {
    let report = try report(plan: ReproductionPlan(scale: .smoke, seed: 1))
    #expect(report.verdict == .inconclusive)
    #expect(report.findings.filter(\.isDecisive).allSatisfy { $0.verdict == .inconclusive })
  }

  @Test(arguments: Scale.allCases)
  func `The networks at ΣS = 0 are those of F3c`(scale: Scale) {
    let plan = ReproductionPlan(scale: scale, seed: 1)
    let names = OtherMethodsClaim().units(plan).map(\.name)
    #expect(Set(names).count == names.count)
    let networks = Set(OrderParameterClaim().units(plan).map(\.name))
    #expect(networks.isSubset(of: names))
    #expect(
      names.count { $0.hasPrefix("support-vectors/") }
        == names.count { !$0.hasPrefix("support-vectors/") })
  }
}
