import BatchRuns
import Foundation
import NeuralModels
@testable import Reproduction
import SpinSystems
import Studies
import Testing

@Suite struct MachineStudyTests {
  /// A machine of 16 visible units that takes a moment.
  private func study(_ ensemble: Ensemble, seed: UInt64 = 5) -> MachineStudy {
    var settings = MachineProtocol(.smoke)
    settings.trainingCount = 200
    settings.snapshotEpochs = [2, 6]
    settings.generatedCount = 50
    settings.conservedCount = 40
    settings.steps = [2, 10, 20]
    return MachineStudy(
      ensemble: ensemble, hiddenCount: 16, trainingSeed: 1, settings: settings, seed: seed)
  }

  private func text(_ result: MachineMeasurements) throws -> String {
    try UnitRecord(unit: "", seconds: 0, result: result).encoded()
  }

  private func workspace(_ run: TemporaryRun, _ name: String) throws -> UnitWorkspace {
    let folder = "\(run.path)/\(name)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return UnitWorkspace(folder: folder)
  }

  @Test func `A study keeps what the claims read, of every snapshot`() throws {
    let run = try TemporaryRun()
    defer { run.remove() }
    let ensemble = try Ensemble.fixedMagnetization(size: 4, temperature: 1, totalSpin: 2)
    let result = try study(ensemble).run(in: try workspace(run, "a"))
    #expect(result.trainingSet.count == 200)
    #expect(result.trainingSet.totalSpins.levels == [2])
    #expect(result.history.map(\.epoch) == Array(1...6))
    #expect(result.snapshots.map(\.epoch) == [2, 6])
    for snapshot in result.snapshots {
      for start in [ChainStart.random, .data] {
        for steps in [2, 10, 20] {
          let samples = try #require(snapshot.samples(from: start, after: steps))
          #expect(samples.count == 50 && samples.energies.total == 50)
          #expect(samples.correlation.count == 2 && samples.correlationCovariance.count == 4)
        }
      }
    }
    let last = try #require(result.snapshots.last)
    #expect(last.conserved.map(\.measured.totalSpins.levels) == [[2], [2]])
    #expect(last.identityCount == 50 && last.identityViolations == 0)
    #expect(!last.checks.isEmpty && !last.conservedChecks.isEmpty)
    #expect(last.examples.count == 3 && last.examples[0].count == 16)
  }

  @Test func `A study goes on from where it was killed and ends as if it had not been`() throws {
    let run = try TemporaryRun()
    defer { run.remove() }
    let study = study(try .fixedMagnetization(size: 4, temperature: 2, totalSpin: 0))
    let whole = try study.run(in: try workspace(run, "whole"))

    // What is on the disk after three epochs, the first snapshot taken.
    let interrupted = try workspace(run, "interrupted")
    var killed = try ResumableTraining(
      try study.trainingSet(), of: study.ensemble, options: study.options,
      trainingFile: study.name, checkpointPath: interrupted.path("checkpoint.npz"))
    try killed.run(to: 3, saving: .epochs(10))
    killed.texts[MachineStudy.snapshotsName] = try MachineStudy.text(of: [whole.snapshots[0]])
    try killed.save()
    #expect(try text(try study.run(in: interrupted)) == text(whole))
    let machine = try RestrictedBoltzmannMachine.read(interrupted.path("machine.npz"))
    let other = try RestrictedBoltzmannMachine.read("\(run.path)/whole/machine.npz")
    #expect(machine == other)
  }

  @Test func `Studies that differ in the training seed share nothing random`() throws {
    let ensemble = try Ensemble.canonical(size: 4, temperature: 2)
    let first = study(ensemble)
    var second = first
    second.trainingSeed = 2
    #expect(first.name != second.name)
    #expect(first.options.seed != second.options.seed)
    #expect(try first.trainingSet().words != second.trainingSet().words)
    // More hidden units learn from the same configurations.
    var wide = first
    wide.hiddenCount = 20
    #expect(try wide.trainingSet().words == first.trainingSet().words)
  }

  @Test func `Names and seeds of the paper's units are what finished runs were made with`() throws {
    let plan = ReproductionPlan(scale: .paper, seed: 20_210_312)
    let grid = MachineGrid(scale: .paper)
    let studies = grid.fig6(temperature: 1).studies(plan)
    #expect(
      studies.map(\.name) == (1...3).map { "rbm/L12-S0-T1.000-m144-n10000-seed\($0)" })
    #expect(
      grid.wellTaught(temperature: 1).studies(plan)[0].name
        == "rbm/L12-S0-T1.000-m144-n20000-seed1")
    #expect(
      grid.wide(temperature: Ensemble.criticalTemperature).studies(plan)[0].name
        == "rbm/L12-S0-T2.269-m200-n10000-seed1")
    // A change here makes finished units those of another computation.
    #expect(studies.map(\.options.seed) == Self.pinnedSeeds)
    #expect(studies[0].options.epochs == 1000 && studies[0].options.gibbsSteps == 10)
    #expect(studies[0].settings.steps == [2, 5, 10, 20, 50, 100, 200, 500, 1000])
  }

  private static let pinnedSeeds: [UInt64] = [
    7_074_558_830_233_944_673,
    12_895_133_405_897_839_948,
    987_496_068_874_755_001,
  ]

  @Test func `The paper's claims need 132 machines, the most needed first`() throws {
    let run = try TemporaryRun()
    defer { run.remove() }
    let plan = ReproductionPlan(scale: .paper, seed: 1)
    let names = try run.directory(allClaims, plan: plan).units.map(\.unit.name)
      .filter { $0.hasPrefix("rbm/") }
    #expect(names.count == 132)
    #expect(names[0] == "rbm/L12-S0-T1.000-m144-n10000-seed1")
    #expect(names.prefix(18).allSatisfy { $0.hasPrefix("rbm/L12-S0-") })
  }
}
