import NeuralModels
import Reporting
import Statistics

/// What `steelyard rbm train` prints.
struct RBMTrainingDocument: Encodable {
  let file: String
  let visibleUnits: Int
  let hiddenUnits: Int
  let epochs: Int
  /// The epoch of the checkpoint from which an interrupted training went on; 0 where there was none.
  let resumedEpoch: Int
  let meanAbsoluteParameter: Double
  /// Nil where no epoch was run.
  @OrNull var reconstructionError: Double?
  /// KL(Boltzmann ‖ machine) in nats; nil where it was not recorded.
  @OrNull var exactDivergence: Double?
  let seed: UInt64
  /// Nil where there was nothing left to train.
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
  var text: String {
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
