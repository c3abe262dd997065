import NeuralModels
import Reporting
import SpinSystems
import Statistics
import Storage

/// What `steelyard rbm train` prints.
package struct MachineTrainingDocument: Encodable {
  let file: String
  let visibleUnits: Int
  let hiddenUnits: Int
  let epochs: Int
  /// The epoch of the checkpoint from which an interrupted training went on; 0 where there was none.
  let resumedEpoch: Int
  let meanAbsoluteParameter: Double
  /// Null where no epoch was run.
  @OrNull var reconstructionError: Double?
  /// KL(Boltzmann ‖ machine) in nats; null where it was not recorded.
  @OrNull var exactDivergence: Double?
  let seed: UInt64
  /// Null where there was nothing left to train.
  @OrNull var epochsPerSecond: Double?
  /// What a user of the machine should be warned of.
  let warnings: [String]

  init(
    _ training: BoltzmannTraining, file: String, resumedEpoch: Int, epochsPerSecond: Double?,
    warnings: [String]
  ) {
    self.file = file
    visibleUnits = training.machine.visibleCount
    hiddenUnits = training.machine.hiddenCount
    epochs = training.epoch
    self.resumedEpoch = resumedEpoch
    meanAbsoluteParameter = training.machine.meanAbsoluteParameter
    seed = training.options.seed
    self.warnings = warnings
    reconstructionError = training.history.last?.reconstructionError
    exactDivergence = training.history.last?.exactDivergence
    self.epochsPerSecond = epochsPerSecond
  }

  /// The same for people.
  package var text: String {
    let resumed = resumedEpoch > 0 ? ", gone on with from epoch \(resumedEpoch)" : ""
    var text = """
      restricted Boltzmann machine of \(visibleUnits) visible and \(hiddenUnits) hidden units
      \(epochs) epochs, seed \(seed)\(resumed)

      mean |θ|               \(decimal(meanAbsoluteParameter, 6))

      """
    if let reconstructionError {
      text += "reconstruction error   \(decimal(reconstructionError, 6))\n"
    }
    if let exactDivergence {
      text += "KL(exact ‖ machine)    \(decimal(exactDivergence, 6)) nats\n"
    }
    if let epochsPerSecond {
      text += "rate                   \(brief(epochsPerSecond)) epochs a second\n"
    }
    text += "file                   \(shellQuoted(file))\n"
    return text + warnings.map { "warning: \($0)\n" }.joined()
  }
}

/// What the JSON file beside a machine says: where it comes from.
///
/// Nothing in it depends on how long the training took or where it was interrupted.
struct MachineTrainingProvenance: Encodable {
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
    let (checkpoint, options) = (training.checkpoint, training.options)
    trainingSet = TrainingSet(
      file: trainingFile, count: sampleCount, hash: String(checkpoint.samplesHash, radix: 16))
    self.ensemble = ensemble
    visibleUnits = training.machine.visibleCount
    hiddenUnits = training.machine.hiddenCount
    epochs = training.epoch
    updates = checkpoint.step
    gibbsSteps = options.gibbsSteps
    persistentChains = options.isPersistent
    optimizer = options.optimizer.text
    batchSize = options.batchSize
    initialWeightDeviation = options.initialWeightDeviation
    seed = options.seed
    meanAbsoluteParameter = training.machine.meanAbsoluteParameter
    version = Version.current
    self.command = command
    self.warnings = warnings
  }
}
