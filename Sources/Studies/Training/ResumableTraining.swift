import DataFiles
import Foundation
import NeuralModels
import SpinSystems
import Storage

/// The training of a restricted Boltzmann machine that keeps itself in a file: a run that was killed goes on
/// from there and ends with the same bytes.
///
/// The file is a machine's `.npz` with the arrays of `BoltzmannCheckpoint` beside W, b and c, an array
/// `claim` that says what the samples were claimed to be, and one for each of `texts`.
public struct ResumableTraining {
  /// The training as it stands, to be taken on epoch by epoch.
  public private(set) var training: BoltzmannTraining
  /// The epoch at which an earlier run had left its file; 0 where there was none.
  public let resumedEpoch: Int
  /// What else the file is to keep, by the names of its arrays: what was measured on the way, say.
  public var texts: [String: String]
  /// The path of the file, which ends in .npz.
  public let checkpointPath: String
  private let ensemble: Ensemble
  private let trainingFile: String
  private var lastSave = ContinuousClock.now

  /// When the file is written anew.
  public enum Saving: Sendable {
    /// After each n-th epoch.
    case epochs(Int)
    /// After the first epoch that ends so long after the last time.
    case interval(Duration)
  }

  private static let claimName = "claim"

  /// A training at its start, or where the file says that an earlier run left it.
  ///
  /// - Parameters:
  ///   - samples: what is learned.
  ///   - options: how training goes.
  ///   - ensemble: where the samples come from.
  ///   - trainingFile: what the samples are called in errors.
  ///   - checkpointPath: where the file is, or will be.
  ///   - textNames: of the texts that the file is to be asked for.
  /// - Throws: `MachineInputError` where samples or options will not do, `SampleFileError` where the file
  ///   is none of a training, `CheckpointMismatch` where it is of another training than this.
  public init(
    _ samples: SampleSet, of ensemble: Ensemble, options: BoltzmannTrainingOptions,
    trainingFile: String, checkpointPath: String, textNames: [String] = []
  ) throws {
    self.ensemble = ensemble
    self.trainingFile = trainingFile
    self.checkpointPath = checkpointPath
    texts = [:]
    let fresh = try MachineInputError.about(trainingFile) { () throws(BoltzmannMachineError) in
      try BoltzmannTraining(samples, ensemble: ensemble, options: options)
    }
    guard OwnFile.exists(checkpointPath) else {
      (training, resumedEpoch) = (fresh, 0)
      return
    }
    let archive = try ArrayArchive.read(checkpointPath)
    var checkpoint = try BoltzmannCheckpoint(archive)
    let claim =
      archive.contains(Self.claimName) ? try archive.array(Self.claimName).text : nil
    try CheckpointMismatch.requireSame(
      checkpoint, claim: claim, as: options, "\(ensemble)", at: checkpointPath)
    // The number of epochs says only when to stop.
    checkpoint.options.epochs = options.epochs
    let found = checkpoint
    training = try MachineInputError.about(checkpointPath) { () throws(BoltzmannMachineError) in
      try BoltzmannTraining(resuming: found, samples: samples, ensemble: ensemble)
    }
    resumedEpoch = training.epoch
    for name in textNames where archive.contains(name) {
      texts[name] = try archive.array(name).text
    }
  }

  /// Runs epochs up to the one numbered `epoch`, and writes the file now and then, but not after the last.
  ///
  /// - Parameters:
  ///   - saving: keeps the state after an epoch.
  ///   - epoch: the epoch to go on from.
  ///   - progress: is called after each epoch.
  /// - Throws: `TrainingDivergence`, with the machine before it kept in the file; what `save()` throws.
  public mutating func run(
    to epoch: Int, saving: Saving, progress: (BoltzmannTraining) -> Void = { _ in }
  ) throws {
    while training.epoch < epoch {
      do {
        try training.runEpoch()
      } catch {
        try save()
        throw TrainingDivergence(
          trainingFile: trainingFile, reason: error, epoch: training.epoch,
          checkpoint: checkpointPath)
      }
      let isDue =
        switch saving {
        case .epochs(let count): training.epoch.isMultiple(of: count)
        case .interval(let duration): ContinuousClock.now - lastSave > duration
        }
      if isDue, training.epoch < epoch { try save() }
      progress(training)
    }
  }

  /// Writes the file.
  public mutating func save() throws {
    var archive = training.checkpoint.archive
    archive.arrays.append((Self.claimName, NumericArray(text: "\(ensemble)")))
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
      archive.arrays.append((name, NumericArray(text: text)))
    }
    try AtomicFile.write(
      archive.bytes(path: checkpointPath), to: checkpointPath, links: .replaced)
    lastSave = .now
  }

  /// Takes the file away, when the machine is kept elsewhere.
  public func removeCheckpoint() { try? FileManager.default.removeItem(atPath: checkpointPath) }
}
