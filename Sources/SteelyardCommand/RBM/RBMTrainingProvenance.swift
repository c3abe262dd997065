import Storage
import NeuralModels
import SpinSystems

/// What the JSON file beside a machine says: where it comes from.
///
/// Nothing in it depends on how long the training took or where it was interrupted.
struct RBMTrainingProvenance: Encodable {
  struct TrainingSet: Encodable {
    let file: String
    let count: Int
    /// A hash of the configurations, by which others are told; hexadecimal.
    let hash: String
  }

  let trainingSet: TrainingSet
  /// What the configurations were claimed, and checked, to be.
  let ensemble: Ensemble
  let visibleUnits: Int
  let hiddenUnits: Int
  let epochs: Int
  /// Changes of the parameters.
  let updates: Int
  let gibbsSteps: Int
  let persistentChains: Bool
  let optimizer: String
  let batchSize: Int
  let initialWeightDeviation: Double
  let seed: UInt64
  /// The mean of |θ| over all weights and biases.
  let meanAbsoluteParameter: Double
  let version: String
  /// The command that makes the machine again.
  let command: String
  let warnings: [String]

  init(
    _ training: BoltzmannTraining, trainingFile: String, sampleCount: Int, ensemble: Ensemble,
    command: String, warnings: [String]
  ) {
    let checkpoint = training.checkpoint
    trainingSet = TrainingSet(
      file: trainingFile, count: sampleCount, hash: String(checkpoint.samplesHash, radix: 16))
    self.ensemble = ensemble
    visibleUnits = training.machine.visibleCount
    hiddenUnits = training.machine.hiddenCount
    epochs = training.epoch
    updates = checkpoint.step
    gibbsSteps = training.options.gibbsSteps
    persistentChains = training.options.isPersistent
    optimizer = training.options.optimizer.text
    batchSize = training.options.batchSize
    initialWeightDeviation = training.options.initialWeightDeviation
    seed = training.options.seed
    meanAbsoluteParameter = training.machine.meanAbsoluteParameter
    version = Version.current
    self.command = command
    self.warnings = warnings
  }
}

/// The history of a training as text, one line for each epoch.
enum RBMHistory {
  static func csv(_ history: [BoltzmannEpochRecord]) -> String {
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
