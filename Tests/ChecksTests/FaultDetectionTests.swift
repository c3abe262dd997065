@testable import Checks
@testable import Comparisons
@testable import Faults
import Judgement
import MonteCarlo
import Randomness
import References
import SpinSystems
@testable import Studies
import Testing

/// A planted fault and the checks that must see it.
struct PlantedFault: CustomTestStringConvertible, Sendable {
  var fault: any Fault
  var amount: Double
  var temperature = 2.0
  var totalSpin: Int? = 0
  var claimsIndependence = false
  /// Checks whose verdict must be fail.
  var caughtBy: [String]

  var testDescription: String { "\(fault.identifier) \(amount) at T = \(temperature)" }
}

/// Every check has at least one fault here that it must detect; a test below says so.
let plantedFaults: [PlantedFault] = [
  .init(
    fault: WrongTemperature(), amount: 0.05,
    caughtBy: [
      "mean-energy", "energy-variance", "energy-distribution-chi-square", "energy-distribution-kl",
      "energy-distribution-wasserstein", "correlation", "exchange-orientation",
    ]),
  .init(
    fault: WrongTemperature(), amount: 0.05, temperature: 2.5, totalSpin: nil,
    caughtBy: [
      "magnetization-distribution", "joint-distribution", "mean-energy", "correlation",
      "structure-factor",
    ]),
  .init(
    fault: WrongTemperature(), amount: 0.02,
    caughtBy: ["mean-energy", "energy-distribution-kl"]),
  .init(fault: LeakedSpin(), amount: 0.001, caughtBy: ["magnetization-conservation"]),
  .init(
    fault: WrongEnsemble(), amount: 0.05, temperature: 1,
    caughtBy: ["magnetization-conservation", "energy-support", "energy-distribution-kl"]),
  .init(
    fault: FlippedSpins(), amount: 0.01,
    caughtBy: [
      "magnetization-conservation", "energy-support", "mean-energy", "exchange-orientation",
    ]),
  .init(fault: SingleOrientation(), amount: 0.2, caughtBy: ["axis-symmetry"]),
  .init(fault: PinnedPosition(), amount: 0.2, caughtBy: ["translation-symmetry"]),
  .init(fault: FavouredSign(), amount: 0.2, caughtBy: ["spin-flip-symmetry"]),
  .init(
    fault: IndependentSites(), amount: 0.02,
    caughtBy: [
      "mean-energy", "energy-variance", "outlying-energies", "correlation", "exchange-orientation",
    ]),
  .init(
    fault: FewConfigurations(), amount: 1,
    caughtBy: ["energy-distribution-chi-square", "correlation", "axis-symmetry", "duplicates"]),
  .init(
    fault: CorrelatedDraws(), amount: 0.1, claimsIndependence: true, caughtBy: ["independence"]),
  .init(
    fault: PlaquetteBias(), amount: 0.3, temperature: 2.5,
    caughtBy: ["stein-discrepancy", "local-patterns"]),
  .init(fault: ClusterBias(), amount: 0.5, temperature: 2.5, caughtBy: ["hub-and-spokes"]),
  .init(fault: SharedBond(), amount: 1, caughtBy: ["mean-energy", "exchange-orientation"]),
  .init(fault: LostNeighbour(), amount: 1, caughtBy: ["mean-energy", "axis-symmetry"]),
  .init(fault: HalvedCost(), amount: 0.5, caughtBy: ["mean-energy", "stein-discrepancy"]),
  .init(fault: DoubledCost(), amount: 0.5, caughtBy: ["mean-energy", "stein-discrepancy"]),
  .init(fault: SynchronousUpdates(), amount: 1, caughtBy: ["mean-energy", "stein-discrepancy"]),
  .init(fault: OpenBoundary(), amount: 1, caughtBy: ["translation-symmetry"]),
  .init(fault: UnequalCouplings(), amount: 0.1, caughtBy: ["axis-symmetry"]),
  .init(
    fault: DriftingTemperature(), amount: 0.08, temperature: 3, totalSpin: nil,
    caughtBy: ["stationarity"]),
  .init(
    fault: NoBurnIn(), amount: 0.05,
    caughtBy: ["mean-energy", "hub-and-spokes", "inferred-temperatures"]),
  .init(
    fault: FrozenSign(), amount: 0.2, temperature: 2.5, totalSpin: nil,
    caughtBy: ["spin-flip-symmetry"]),
  .init(fault: DroppedMode(), amount: 0.2, caughtBy: ["axis-symmetry"]),
]

@Suite struct `Planted faults` {
  @Test(arguments: plantedFaults)
  func `are caught by the checks that are made for them`(planted: PlantedFault) throws {
    let ensemble: Ensemble =
      if let totalSpin = planted.totalSpin {
        try .fixedMagnetization(
          size: 8, temperature: planted.temperature, totalSpin: totalSpin)
      } else {
        try .canonical(size: 8, temperature: planted.temperature)
      }
    var generator = RandomStreams(seed: 11).stream("planted fault", for: ensemble)
    let samples = try planted.fault.samples(
      of: ensemble, count: 10_000, amount: planted.amount, using: &generator)
    let report = try Assessment(
      against: .exact(ensemble), claimsIndependence: planted.claimsIndependence
    ).report(on: samples, subject: planted.fault.identifier)
    #expect(report.verdict == .fail)
    for check in planted.caughtBy {
      let finding = try #require(report.findings.first { $0.check == check })
      #expect(finding.verdict == .fail, "\(check): \(finding.verdict), \(finding.detail)")
    }
  }

  @Test func `cover every check that can fail on samples`() {
    // Mixing is not about the law of the samples but about what a chain can show, and nearness to a training
    // set needs one; see their own tests.
    let covered = Set(plantedFaults.flatMap(\.caughtBy)).union(["mixing", "training-copies"])
    #expect(covered == Set(allChecks.map(\.identifier)))
  }

  @Test func `show each check what its explanation says`() {
    for check in allChecks {
      guard let fault = check.explanation.fault else { continue }
      #expect(
        plantedFaults.contains {
          $0.fault.identifier == fault && $0.caughtBy.contains(check.identifier)
        }, "\(check.identifier) is not shown by \(fault)")
    }
  }

  @Test func `are all in the list, and demanded to be caught here`() {
    #expect(Set(plantedFaults.map(\.fault.identifier)) == Set(allFaults.map(\.identifier)))
  }

  @Test func `in no amount leave perfect samples perfect`() throws {
    let ensembles: [Ensemble] = try [
      .fixedMagnetization(size: 6, temperature: 2, totalSpin: 0),
      .canonical(size: 5, temperature: 2.5),
    ]
    for ensemble in ensembles {
      // One false alarm in a thousand over all faults and ensembles together.
      let rule = DecisionRule(
        falseAlarmRate: DecisionRule.defaultFalseAlarmRate
          / Double(allFaults.count * ensembles.count))
      let reference = try Reference.exact(ensemble)
      for fault in allFaults {
        var generator = RandomStreams(seed: 15).stream("no fault", for: ensemble)
        let samples = try fault.samples(
          of: ensemble, count: 500, amount: 0, using: &generator)
        let report = try Assessment(against: reference, decisionRule: rule)
          .report(on: samples, subject: "", command: "")
        #expect(report.verdict != .fail && report.verdict != .error, "\(fault.identifier)")
      }
    }
  }

  @Test func `leave correlated but right samples alone unless independence is claimed`() throws {
    // τ_int = 9.5 samples: with n taken for n_eff every interval would be four times too short.
    let ensemble = try Ensemble.fixedMagnetization(size: 8, temperature: 2, totalSpin: 0)
    var generator = RandomStreams(seed: 12).stream("correlated", for: ensemble)
    let samples = try CorrelatedDraws().samples(
      of: ensemble, count: 100_000, amount: 0.9, using: &generator)
    let assessment = Assessment(against: try .exact(ensemble))
    let report = try assessment.report(on: samples, subject: "")
    #expect(report.findings.allSatisfy { $0.verdict != .fail && $0.verdict != .error })
    // n / 2τ = 5263; the estimate of τ scatters by a few per cent.
    #expect((4500...6000).contains(report.effectiveSampleCount))
  }

  @Test func `of bookkeeping are refused before anything is weighed`() throws {
    let fixed = try Ensemble.fixedMagnetization(size: 8, temperature: 2, totalSpin: 0)
    let free = try Ensemble.canonical(size: 8, temperature: 2)
    var generator = RandomStreams(seed: 14).stream("bookkeeping")
    let samples = try perfectSamples(of: fixed, count: 3, using: &generator)
    #expect(throws: EnsembleError.mismatch(fixed, free)) {
      try Weighing(samples, from: fixed, against: .exact(free), seed: 1)
    }
    #expect(throws: WeighingError.empty) {
      try Weighing(samples.prefix(0), from: fixed, against: .exact(fixed), seed: 1)
    }
    let small = try Ensemble.fixedMagnetization(size: 4, temperature: 2, totalSpin: 0)
    #expect(throws: WeighingError.self) {
      try Weighing(samples, from: small, against: .exact(small), seed: 1)
    }
  }
}
