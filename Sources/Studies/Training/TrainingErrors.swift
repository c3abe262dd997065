import NeuralModels
import Storage

/// What is wrong with a file that a machine was to be trained on, to start from, or to go on from.
public struct MachineInputError: InputError {
  let file: String
  let reason: BoltzmannMachineError

  public var description: String { "\(file): \(reason)" }

  /// Runs `body`; an error of the machine's becomes one about `file`.
  static func about<Result>(
    _ file: String, _ body: () throws(BoltzmannMachineError) -> Result
  ) throws(MachineInputError) -> Result {
    do throws(BoltzmannMachineError) {
      return try body()
    } catch {
      throw MachineInputError(file: file, reason: error)
    }
  }
}

/// A training that stopped because its parameters grew beyond all bounds.
public struct TrainingDivergence: InputError {
  let trainingFile: String
  let reason: BoltzmannMachineError
  /// Epochs completed before.
  let epoch: Int
  let checkpoint: String

  public var description: String {
    "\(trainingFile): \(reason); the machine after epoch \(epoch) is kept in \(checkpoint)"
  }
}

/// A checkpoint of another training than the one that is asked for.
public struct CheckpointMismatch: InputError {
  let path: String
  let setting: String
  let found: String
  let wanted: String

  /// A mismatch of `setting` in the checkpoint at `path`.
  package init(path: String, setting: String, found: String, wanted: String) {
    self.path = path
    self.setting = setting
    self.found = found
    self.wanted = wanted
  }

  public var description: String {
    "\(path): found an unfinished training with \(setting) \(found); wanted \(wanted), or no such "
      + "file to begin anew"
  }

  /// Throws unless the training in `checkpoint` has just the settings that are wanted; the number of
  /// epochs may grow.
  static func requireSame(
    _ checkpoint: BoltzmannCheckpoint, claim: String?, as wanted: BoltzmannTrainingOptions,
    _ wantedClaim: String, at path: String
  ) throws(CheckpointMismatch) {
    let found = checkpoint.options
    let settings: [(String, Any, Any)] = [
      ("ensemble", claim ?? "unknown", wantedClaim),
      ("hidden units", found.hiddenCount, wanted.hiddenCount),
      ("Gibbs steps", found.gibbsSteps, wanted.gibbsSteps),
      ("optimizer", found.optimizer.text, wanted.optimizer.text),
      ("batch size", found.batchSize, wanted.batchSize),
      ("persistent chains", found.isPersistent, wanted.isPersistent),
      (
        "deviation of the initial weights", found.initialWeightDeviation,
        wanted.initialWeightDeviation
      ),
      ("recorded divergence", found.recordsExactDivergence, wanted.recordsExactDivergence),
      ("seed", found.seed, wanted.seed),
    ]
    for (name, found, wanted) in settings where "\(found)" != "\(wanted)" {
      throw CheckpointMismatch(
        path: path, setting: name, found: "\(found)", wanted: "\(wanted)")
    }
    guard checkpoint.epoch <= wanted.epochs else {
      throw CheckpointMismatch(
        path: path, setting: "epochs", found: "\(checkpoint.epoch)",
        wanted: "at most \(wanted.epochs)")
    }
  }
}

extension Optimizer {
  /// For people, with the settings.
  var text: String {
    switch self {
    case .adam(let learningRate, let beta1, let beta2, let epsilon):
      "Adam (learning rate \(learningRate), β₁ \(beta1), β₂ \(beta2), ε \(epsilon))"
    case .stochasticGradient(let learningRate, let momentum):
      "gradient ascent (learning rate \(learningRate), momentum \(momentum))"
    }
  }
}
