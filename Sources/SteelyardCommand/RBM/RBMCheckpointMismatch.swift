import NeuralModels
import Storage

/// A checkpoint of another training than the one that is asked for.
struct RBMCheckpointMismatch: InputError {
  let path: String
  let setting: String
  let found: String
  let wanted: String

  var description: String {
    "\(path): found an unfinished training with \(setting) \(found); wanted \(wanted), or no such "
      + "file to begin anew"
  }

  /// Throws unless the training in `checkpoint` has just the settings that are wanted; the number of
  /// epochs may grow.
  static func requireSame(
    _ checkpoint: BoltzmannCheckpoint, claim: String?, as wanted: BoltzmannTrainingOptions,
    _ wantedClaim: String, at path: String
  ) throws(RBMCheckpointMismatch) {
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
      throw RBMCheckpointMismatch(
        path: path, setting: name, found: "\(found)", wanted: "\(wanted)")
    }
    guard checkpoint.epoch <= wanted.epochs else {
      throw RBMCheckpointMismatch(
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
