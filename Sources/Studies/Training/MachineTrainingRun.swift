import Foundation
import NeuralModels
import SpinSystems
import Storage

/// The training of one machine, with the files beside it.
///
/// A checkpoint is written every few epochs and taken away when the machine has its name.
public enum MachineTrainingRun {
  /// Trains the machine and writes it, with its provenance and its history.
  ///
  /// - Parameters:
  ///   - trainingFile: what the samples are called.
  ///   - checkpointInterval: epochs between checkpoints.
  ///   - output: the path of the machine, which ends in .npz; the other files have names like it.
  ///   - waiting: what is done where another process makes the same file.
  ///   - command: the command that makes the machine again.
  ///   - progress: is given the training after each epoch, and the epochs a second of this run.
  /// - Throws: what `ResumableTraining` throws, and where a file cannot be written.
  package static func train(
    on samples: SampleSet, from trainingFile: String, of ensemble: Ensemble,
    options: BoltzmannTrainingOptions, checkpointInterval: Int, output: String,
    waiting: OutputLock.Waiting, command: String,
    progress: (BoltzmannTraining, _ rate: Double) -> Void
  ) throws -> MachineTrainingDocument {
    // Before the work, so that a place that cannot be written to is noticed at once.
    _ = try AtomicFile(path: output)
    let lock = try OutputLock(output, waiting: waiting)
    defer { withExtendedLifetime(lock) {} }
    let checkpointPath = path(beside: output, ending: ".checkpoint.npz")
    _ = try AtomicFile(path: checkpointPath, links: .replaced)
    var run = try ResumableTraining(
      samples, of: ensemble, options: options, trainingFile: trainingFile,
      checkpointPath: checkpointPath)
    let resumedEpoch = run.resumedEpoch
    let start = ContinuousClock.now
    func rate(_ training: BoltzmannTraining) -> Double {
      Double(training.epoch - resumedEpoch) / ((ContinuousClock.now - start) / .seconds(1))
    }
    try run.run(to: options.epochs, saving: .epochs(checkpointInterval)) {
      progress($0, rate($0))
    }
    let training = run.training
    let epochsPerSecond = resumedEpoch < training.epoch ? rate(training) : nil
    let warnings = warnings(about: samples, of: ensemble)
    let provenance = MachineTrainingProvenance(
      training, trainingFile: trainingFile, sampleCount: samples.count, ensemble: ensemble,
      command: command, warnings: warnings)
    try writeTogether([
      (path(beside: output, ending: ".training.json"), try JSONText.indented(provenance)),
      (path(beside: output, ending: ".training.csv"), csv(training.history)),
    ]) { try training.machine.write(to: output) }
    run.removeCheckpoint()
    return MachineTrainingDocument(
      training, file: output, resumedEpoch: resumedEpoch, epochsPerSecond: epochsPerSecond,
      warnings: warnings)
  }

  private static func warnings(about samples: SampleSet, of ensemble: Ensemble) -> [String] {
    guard ensemble.totalSpin == nil, samples.count >= 10,
      let totalSpin = samples.commonTotalSpin
    else { return [] }
    return [
      "All configurations have ΣS = \(totalSpin), but the ensemble has ΣS free. If it is conserved, "
        + "the ensemble is that of ΣS = \(totalSpin) fixed."
    ]
  }

  /// The history of a training as text, one line for each epoch.
  private static func csv(_ history: [BoltzmannEpochRecord]) -> String {
    let hasDivergence = history.contains { $0.exactDivergence != nil }
    var text = "epoch,meanAbsoluteParameter,reconstructionError"
    text += hasDivergence ? ",exactDivergence\n" : "\n"
    for record in history {
      text += "\(record.epoch),\(record.meanAbsoluteParameter),\(record.reconstructionError)"
      if hasDivergence { text += ",\(record.exactDivergence.map { "\($0)" } ?? "")" }
      text += "\n"
    }
    return text
  }
}

extension SampleSet {
  /// ΣS of one configuration.
  func totalSpin(of index: Int) -> Int {
    2 * packed(index).reduce(0) { $0 + $1.nonzeroBitCount } - lattice.siteCount
  }

  /// The ΣS that all configurations have; nil where they differ.
  fileprivate var commonTotalSpin: Int? {
    guard count > 0 else { return nil }
    let first = totalSpin(of: 0)
    return (1..<count).allSatisfy { totalSpin(of: $0) == first } ? first : nil
  }
}
