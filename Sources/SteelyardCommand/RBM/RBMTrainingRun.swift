import DataFiles
import Foundation
import NeuralModels
import SpinSystems
import Statistics
import Storage

/// The training of one machine, with the files beside it.
///
/// A checkpoint is written every few epochs and taken away when the machine has its name. A run that was
/// killed goes on from there.
struct RBMTrainingRun {
  let samples: SampleSet
  let trainingFile: String
  let ensemble: Ensemble
  let options: BoltzmannTrainingOptions
  /// Epochs between checkpoints.
  let checkpointInterval: Int
  /// The path of the machine, which ends in .npz.
  let output: String
  /// The command that makes the machine again.
  let command: String

  private var checkpointPath: String {
    MachineOutput.path(beside: output, ending: ".checkpoint.npz")
  }
  private var provenancePath: String {
    MachineOutput.path(beside: output, ending: ".training.json")
  }
  private var historyPath: String { MachineOutput.path(beside: output, ending: ".training.csv") }

  /// Trains the machine and writes it, with its provenance and its history.
  func run() throws -> RBMTrainingDocument {
    // Before the work, so that a place that cannot be written to is noticed at once.
    _ = try AtomicFile(path: output)
    _ = try AtomicFile(path: checkpointPath)
    var training = try begin()
    let resumedEpoch = training.epoch
    let clock = ContinuousClock()
    let start = clock.now
    while !training.isComplete {
      do {
        try training.runEpoch()
      } catch {
        try write(training.checkpoint)
        throw RBMDivergence(
          trainingFile: trainingFile, reason: error, epoch: training.epoch,
          checkpoint: checkpointPath)
      }
      if training.epoch.isMultiple(of: checkpointInterval), !training.isComplete {
        try write(training.checkpoint)
      }
      let seconds = (clock.now - start) / .seconds(1)
      showProgress(of: training, rate: Double(training.epoch - resumedEpoch) / seconds)
    }
    let rate = Double(training.epoch - resumedEpoch) / ((clock.now - start) / .seconds(1))
    try write(training)
    Terminal.showProgress(nil)
    return RBMTrainingDocument(
      training, file: output, resumedEpoch: resumedEpoch,
      epochsPerSecond: resumedEpoch < training.epoch ? rate : nil, warnings: warnings)
  }

  // MARK: Beginning

  /// A training at its start, or where an earlier run left it.
  private func begin() throws -> BoltzmannTraining {
    let fresh = try MachineInputError.about(trainingFile) { () throws(BoltzmannMachineError) in
      try BoltzmannTraining(samples, ensemble: ensemble, options: options)
    }
    guard FileManager.default.fileExists(atPath: checkpointPath) else { return fresh }
    let archive = try ArrayArchive.read(checkpointPath)
    var checkpoint = try BoltzmannCheckpoint(archive)
    let claim = archive.contains(Self.claimName) ? try archive.array(Self.claimName).text : nil
    try RBMCheckpointMismatch.requireSame(
      checkpoint, claim: claim, as: options, "\(ensemble)", at: checkpointPath)
    // The number of epochs says only when to stop.
    checkpoint.options.epochs = options.epochs
    let found = checkpoint
    return try MachineInputError.about(checkpointPath) { () throws(BoltzmannMachineError) in
      try BoltzmannTraining(resuming: found, samples: samples, ensemble: ensemble)
    }
  }

  /// The array of a checkpoint that says what the samples were claimed to be.
  private static let claimName = "claim"

  private var warnings: [String] {
    let totals = Set((0..<samples.count).lazy.map { upCount(of: $0) })
    guard ensemble.totalSpin == nil, samples.count >= 10, totals.count == 1 else { return [] }
    let totalSpin = 2 * totals.first! - samples.lattice.siteCount
    return [
      "All configurations have ΣS = \(totalSpin), but the ensemble has ΣS free. If it is conserved, "
        + "add --total-spin \(totalSpin)."
    ]
  }

  private func upCount(of index: Int) -> Int {
    samples.packed(index).reduce(0) { $0 + $1.nonzeroBitCount }
  }

  // MARK: Writing

  private func write(_ checkpoint: BoltzmannCheckpoint) throws {
    var archive = checkpoint.archive
    archive.arrays.append((Self.claimName, NumericArray(text: "\(ensemble)")))
    try archive.write(to: checkpointPath)
  }

  private func write(_ training: BoltzmannTraining) throws {
    Terminal.showProgress("writing \(output) …")
    let provenance = RBMTrainingProvenance(
      training, trainingFile: trainingFile, sampleCount: samples.count, ensemble: ensemble,
      command: command, warnings: warnings)
    // All are whole before the first gets its name.
    var provenanceFile = try AtomicFile(path: provenancePath)
    try provenanceFile.write(Array(try JSONText.indented(provenance).utf8))
    try provenanceFile.synchronize()
    var historyFile = try AtomicFile(path: historyPath)
    try historyFile.write(Array(RBMHistory.csv(training.history).utf8))
    try historyFile.synchronize()
    try training.machine.write(to: output)
    try provenanceFile.commit()
    try historyFile.commit()
    try? FileManager.default.removeItem(atPath: checkpointPath)
  }

  private func showProgress(of training: BoltzmannTraining, rate: Double) {
    guard let record = training.history.last, rate > 0 else { return }
    let left = Double(options.epochs - training.epoch) / rate
    // In 80 columns.
    Terminal.showProgress(
      "epoch \(training.epoch)/\(options.epochs), \(DurationText.text(seconds: left)) left, "
        + "\(brief(rate))/s, mean |θ| \(decimal(record.meanAbsoluteParameter, 4)), "
        + "reconstruction \(decimal(record.reconstructionError, 4))")
  }
}

/// A training that stopped because its parameters grew beyond all bounds.
struct RBMDivergence: InputError {
  let trainingFile: String
  let reason: BoltzmannMachineError
  /// Epochs completed before.
  let epoch: Int
  let checkpoint: String

  var description: String {
    "\(trainingFile): \(reason); the machine after epoch \(epoch) is kept in \(checkpoint)"
  }
}
