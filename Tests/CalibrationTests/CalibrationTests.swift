import BatchRuns
import Faults
import Foundation
import Judgement
import MonteCarlo
import Randomness
import SpinSystems
import TemporaryFolders
import Testing

@testable import Calibration

@Suite struct `The criterion of a calibration` {
  private let criterion = CalibrationCriterion()

  @Test func `accepts as many false alarms as the declared rate makes likely`() {
    #expect(criterion.verdict(falseAlarms: 0, of: 1000) == .pass)
    #expect(criterion.verdict(falseAlarms: 3, of: 1200) == .pass)
  }

  @Test func `rejects more than that`() {
    // P(at least 8 | n = 1200, p = 0.001) = 2e-4.
    #expect(criterion.verdict(falseAlarms: 8, of: 1200) == .fail)
    #expect(criterion.verdict(falseAlarms: 3, of: 20) == .fail)
  }

  @Test func `says nothing from too few sets`() {
    #expect(criterion.verdict(falseAlarms: 0, of: 999) == .inconclusive)
    #expect(criterion.verdict(smallPValues: 0, of: 99, comparisons: 1) == .inconclusive)
  }

  @Test func `reads rates as people write them`() {
    #expect(ObservedRate(40, of: 40).percentText == "91 to 100 %")
    #expect(ObservedRate(0, of: 1200).percentText == "0 to 0.31 %")
  }

  @Test func `rejects p-values that are small too often`() {
    #expect(criterion.verdict(smallPValues: 12, of: 1000, comparisons: 15) == .pass)
    #expect(criterion.verdict(smallPValues: 60, of: 1000, comparisons: 15) == .fail)
  }
}

@Suite struct `Units of a calibration` {
  private let ensemble = try! Ensemble(size: 4, temperature: 2.5, totalSpin: nil)

  private func sets(seed: UInt64 = 1, block: Int = 0) -> SetsUnit {
    SetsUnit(
      source: .perfect, ensemble: ensemble, count: 200, setCount: 3, block: block, seed: seed)
  }

  private func run<Unit: UnitOfWork>(_ unit: Unit) throws -> Unit.Result {
    try unit.run(in: UnitWorkspace(folder: "unused"))
  }

  @Test func `depend on the seed and their name, and on nothing else`() throws {
    let tally = try run(sets())
    #expect(try run(sets()) == tally)
    #expect(try run(sets(seed: 2)) != tally)
    #expect(try run(sets(block: 1)) != tally)
    #expect(tally.setCount == 3)
    #expect(tally.rows.allSatisfy { $0.verdicts.count == 3 && $0.pValues.count == 3 })
  }

  @Test func `draw chains of as many configurations as are wanted, in equilibrium`() throws {
    var generator = UnitKeyTests.generator
    let conserved = try Ensemble(size: 4, temperature: 2.5, totalSpin: 0)
    for (source, ensemble) in [
      (CorrectSource.chain(.kawasaki, spacing: 2), conserved),
      (.chain(.heatBath, spacing: 2), ensemble),
    ] {
      let sets = try source.sets(3, of: 50, in: ensemble, using: &generator)
      #expect(sets.map(\.count) == [50, 50, 50])
      #expect(sets[0].words != sets[1].words)
    }
  }

  @Test
  func `find a coarse fault in large amounts, in falling order, and stop when nothing sees it`()
    throws
  {
    let tallies = try run(
      FaultUnit(
        fault: .independentSites, ensemble: ensemble, count: 1000, setCount: 3, seed: 1))
    #expect(tallies.first?.amount == 1)
    #expect(tallies.first?.caught == 3)
    #expect(tallies.map(\.amount) == tallies.map(\.amount).sorted(by: >))
    #expect(tallies.count < FaultUnit.amounts.count)
    #expect(2 * tallies.last!.caught < 3)
  }

  @Test func `send pairs through the gate, which sees a model that got much worse`() throws {
    func unit(_ after: GateUnit.Model) -> GateUnit {
      GateUnit(
        before: .init(), after: after, ensemble: ensemble, count: 1000, pairCount: 3, seed: 1)
    }
    #expect(try run(unit(.init())).worse == 0)
    #expect(try run(unit(.init(fault: .independentSites, amount: 1))).worse == 3)
  }

  @Test func `have names of their own`() throws {
    let plan = CalibrationPlan(scale: .full, seed: 1)
    let names = allCalibrationParts.flatMap { $0.units(plan).map(\.name) }
    #expect(Set(names).count == names.count)
    #expect(names.count > 200)
  }
}

private enum UnitKeyTests {
  static var generator: Xoshiro256PlusPlus {
    RandomStreams(seed: 5).stream("tests of the calibration", for: UnitKey("unit"))
  }
}

@Suite struct `The report of a calibration` {
  private func report(computing wanted: Int) throws -> CalibrationReport {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let run = try RunDirectory(
      folder.path, plan: CalibrationPlan(scale: .smoke, seed: 3), parts: [PerfectPart()])
    try UnitRunner(run, jobCount: 2).compute(Array(run.units.prefix(wanted))) { _ in }
    return try CalibrationReport(run)
  }

  @Test func `counts what is there, names what is missing, and does not pass`() throws {
    let report = try report(computing: 2)
    #expect(report.missing.count == 10)
    #expect(report.encoded.parts[0].rates.map(\.observed.trials) == [5, 5])
    #expect(report.summary.verdict == .inconclusive)
    #expect(report.summary.notes == ["10 units are not computed yet."])
  }

  @Test func `survives its own encoding`() throws {
    let report = try report(computing: 1)
    let decoded = try JSONDecoder().decode(
      EncodedCalibration.self, from: Data(report.summary.encoded!.utf8))
    #expect(decoded == report.encoded)
  }

  @Test func `says of an empty run that nothing is known`() throws {
    let report = try report(computing: 0)
    #expect(report.encoded.parts.isEmpty)
    #expect(report.summary.verdict == .inconclusive)
  }
}

@Suite struct `The parts of a calibration` {
  @Test(arguments: CalibrationPlan.Scale.allCases)
  func `give their units names that files can have`(scale: CalibrationPlan.Scale) throws {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let run = try RunDirectory(
      folder.path, plan: CalibrationPlan(scale: scale, seed: 3), parts: allCalibrationParts)
    #expect(Set(run.units.map(\.unit.name)).count == run.units.count)
    #expect(run.units.count > allCalibrationParts.count)
  }

  @Test func `count the mistakes in update rules that are caught`() throws {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let run = try RunDirectory(
      folder.path, plan: CalibrationPlan(scale: .smoke, seed: 3), parts: [MistakePart()])
    try UnitRunner(run, jobCount: 2).compute(run.units) { _ in }
    let part = try #require(try CalibrationReport(run).encoded.parts.first)
    // From 1,000 starts: sites in order are right; ΔE halved and the shared bond counted twice are not.
    #expect(part.rates.map(\.observed.count) == [0])
    #expect(part.detected.map(\.observed.count) == [3, 3])
  }
}
