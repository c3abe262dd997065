import BatchRuns
import Checks
import ExactIsing
import Foundation
import MonteCarlo
import NeuralModels
import Randomness
import References
import SpinSystems
import Storage
import Studies

/// A unit of work: a restricted Boltzmann machine trained on perfect samples, and what it generates.
///
/// The training set is a number of independent configurations from exactly the ensemble. All of F5 to F8
/// and V1 to V3 read the same machines. Everything random follows from the seed of the reproduction, the
/// ensemble, the number of the training run and the unit's name.
struct MachineStudy: UnitOfWork {
  typealias Result = MachineMeasurements

  var ensemble: Ensemble
  var hiddenCount: Int
  /// The number of the training run, from 1.
  var trainingSeed: Int
  var settings: MachineProtocol
  /// Whether `largeGeneratedCount` configurations are generated at the end.
  var isLarge = false
  /// The seed of the reproduction.
  var seed: UInt64
  var priority = 0

  var name: String {
    "rbm/\(UnitName.ensemble(ensemble))-m\(hiddenCount)-n\(settings.trainingCount)"
      + "-seed\(trainingSeed)"
  }

  /// In 10⁻⁹ times the products of units: measured ratios of training and generation are near one.
  var cost: Double {
    let products = Double(ensemble.lattice.siteCount * hiddenCount) / 1e9
    let training =
      Double(settings.trainingCount * settings.epochs * (BoltzmannTrainingOptions.paperSteps + 1))
    let chains =
      2 * settings.generatedCount * settings.snapshotEpochs.count
      + (isLarge ? settings.largeGeneratedCount : 0) + 4 * settings.conservedCount
    return products * (2 * training + Double(chains * settings.longSteps))
  }

  /// The options of the training: the paper's, with this unit's seed.
  var options: BoltzmannTrainingOptions {
    var stream = streams.stream("rbm training seed", for: ensemble, block: trainingSeed)
    var options = BoltzmannTrainingOptions(hiddenCount: hiddenCount, seed: stream.next())
    options.epochs = settings.epochs
    return options
  }

  /// The training set: the same for machines that differ in the number of hidden units.
  func trainingSet() throws -> SampleSet {
    var stream = streams.stream("rbm training set", for: ensemble, block: trainingSeed)
    return try PerfectSampler(ensemble).sample(count: settings.trainingCount, using: &stream)
  }

  func run(in workspace: UnitWorkspace) throws -> MachineMeasurements {
    let samples = try trainingSet()
    var run = try ResumableTraining(
      samples, of: ensemble, options: options, trainingFile: name,
      checkpointPath: workspace.path("checkpoint.npz"), textNames: [Self.snapshotsName])
    var snapshots =
      try run.texts[Self.snapshotsName].map {
        try self.snapshots($0, of: run.training, at: run.checkpointPath)
      } ?? []
    func report(_ training: BoltzmannTraining) {
      workspace.report(
        progress: Double(training.epoch) / Double(settings.epochs) * 0.7
          + Double(snapshots.count) / Double(settings.snapshotEpochs.count) * 0.3)
    }
    for epoch in settings.snapshotEpochs.dropFirst(snapshots.count) {
      try run.run(to: epoch, saving: .interval(.seconds(30)), progress: report)
      try run.save()
      snapshots.append(try snapshot(of: run.training, trainedOn: samples))
      run.texts[Self.snapshotsName] = try Self.text(of: snapshots)
      report(run.training)
    }
    let training = run.training
    try training.machine.write(to: workspace.path("machine.npz"))
    let stride = max(1, settings.epochs / 100)
    return MachineMeasurements(
      trainingSet: SampleMeasurements(samples),
      history: training.history.filter { $0.epoch.isMultiple(of: stride) }.map {
        MachineMeasurements.HistoryPoint(
          epoch: $0.epoch, meanAbsoluteParameter: $0.meanAbsoluteParameter,
          reconstructionError: $0.reconstructionError)
      },
      snapshots: snapshots)
  }

  /// What the checkpoint keeps of the snapshots: JSON, by this name.
  static let snapshotsName = "snapshots"

  static func text(of snapshots: [MachineSnapshot]) throws -> String {
    try UnitRecord(unit: snapshotsName, seconds: 0, result: snapshots).encoded()
  }

  /// The snapshots of a training that stands between the last of them and the next.
  private func snapshots(
    _ text: String, of training: BoltzmannTraining, at path: String
  ) throws(CheckpointMismatch) -> [MachineSnapshot] {
    let snapshots = try? UnitRecord<[MachineSnapshot]>(decoding: Data(text.utf8)).result
    let epochs = settings.snapshotEpochs
    guard let snapshots, snapshots.map(\.epoch) == Array(epochs.prefix(snapshots.count)),
      snapshots.last.map({ $0.epoch <= training.epoch }) ?? true,
      epochs.dropFirst(snapshots.count).first.map({ training.epoch <= $0 }) ?? true
    else {
      throw CheckpointMismatch(
        path: path, setting: Self.snapshotsName,
        found: snapshots.map { "after epochs \($0.map(\.epoch)), itself at \(training.epoch)" }
          ?? "that cannot be read",
        wanted: "those up to its own epoch")
    }
    return snapshots
  }

  private var streams: RandomStreams { RandomStreams(seed: seed) }

  // MARK: Snapshots

  private func snapshot(
    of training: BoltzmannTraining, trainedOn samples: SampleSet
  ) throws -> MachineSnapshot {
    let isLast = training.epoch == settings.epochs
    let count = isLast && isLarge ? settings.largeGeneratedCount : settings.generatedCount
    let lattice = ensemble.lattice
    func chains(
      _ start: GibbsChains.Start, conserved: Bool = false, number: UInt64
    ) throws -> GibbsChains {
      try GibbsChains(
        training.machine, lattice: lattice, start: start,
        totalSpin: conserved ? ensemble.totalSpin : nil,
        seed: generationSeed(epoch: training.epoch, number: number))
    }
    let fromRandom = try generate(
      chains(.random(count: count), number: 0), start: .random, steps: settings.steps)
    let fromData = try generate(
      chains(.data(samples, count: settings.generatedCount), number: 1), start: .data,
      steps: settings.steps)
    var snapshot = MachineSnapshot(
      epoch: training.epoch, generated: fromRandom.measured + fromData.measured, conserved: [],
      checks: [], conservedChecks: [], identityViolations: 0, identityCount: 0, examples: [])
    guard isLast else { return snapshot }

    let reference = try Reference.exact(ensemble)
    snapshot.checks = try checks(on: fromRandom.samples, against: reference)
    let looked = fromRandom.samples.prefix(min(1000, fromRandom.samples.count))
    snapshot.identityCount = looked.count
    snapshot.identityViolations = identityViolations(in: looked)
    snapshot.examples = (0..<min(3, looked.count)).map { looked.spins(of: $0) }
    if ensemble.totalSpin != nil {
      let steps = settings.steps.filter { $0 >= MachineProtocol.paperSteps }
      let conserved = try generate(
        chains(.random(count: settings.conservedCount), conserved: true, number: 2),
        start: .random, steps: [steps.first!, steps.last!])
      snapshot.conserved = conserved.measured
      snapshot.conservedChecks = try checks(on: conserved.samples, against: reference)
    }
    return snapshot
  }

  private func generate(
    _ chains: GibbsChains, start: ChainStart, steps: [Int]
  ) -> (measured: [GeneratedSamples], samples: SampleSet) {
    var chains = chains
    let measured = steps.map { count in
      chains.advance(count - chains.stepCount)
      return GeneratedSamples(
        start: start, steps: count, measured: SampleMeasurements(chains.samples))
    }
    return (measured, chains.samples)
  }

  private func checks(
    on samples: SampleSet, against reference: Reference
  ) throws -> [CheckResult] {
    try Assessment(against: reference, seed: seed)
      .report(on: samples, subject: name, command: "").findings.map(CheckResult.init)
  }

  /// Different for every unit, so that no two machines are driven by the same random numbers.
  private func generationSeed(epoch: Int, number: UInt64) -> UInt64 {
    var stream = RandomStreams(seed: seed ^ Checksum.of(name)).stream(
      "rbm generation", block: epoch << 2 + Int(number))
    return stream.next()
  }
}

extension BoltzmannTrainingOptions {
  /// k of contrastive divergence in the paper.
  static let paperSteps = 10
}

/// How many configurations break C(1) = -ε/2, where ε = H/N is summed bond by bond from the spins and C(1)
/// comes from packed words.
func identityViolations(in samples: SampleSet) -> Int {
  let lattice = samples.lattice
  let observables = Observables(samples, largestDistance: 1)
  let sums = observables.correlationSums(at: 1)
  return (0..<samples.count).count { index in
    var energy = 0
    for row in 0..<lattice.size {
      for column in 0..<lattice.size {
        let spin = samples[index, row: row, column: column]
        energy -= spin * samples[index, row: (row + 1) % lattice.size, column: column]
        energy -= spin * samples[index, row: row, column: (column + 1) % lattice.size]
      }
    }
    // 2N·C(1) = -N·ε.
    return Int(sums[index]) != -energy
  }
}
