import Foundation
import NeuralModels

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
  let reconstructionError: Double?
  /// KL(Boltzmann ‖ machine) in nats; nil where it was not recorded.
  let exactDivergence: Double?
  let seed: UInt64
  /// Nil where there was nothing left to train.
  let epochsPerSecond: Double?
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
    reconstructionError = training.history.last?.reconstructionError
    exactDivergence = training.history.last?.exactDivergence
    seed = training.options.seed
    self.epochsPerSecond = epochsPerSecond
    self.warnings = warnings
  }

  private enum CodingKeys: CodingKey {
    case file, visibleUnits, hiddenUnits, epochs, resumedEpoch, meanAbsoluteParameter
    case reconstructionError, exactDivergence, seed, epochsPerSecond, warnings
  }

  /// Encodes what is unknown as null rather than leaving the key out.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(file, forKey: .file)
    try container.encode(visibleUnits, forKey: .visibleUnits)
    try container.encode(hiddenUnits, forKey: .hiddenUnits)
    try container.encode(epochs, forKey: .epochs)
    try container.encode(resumedEpoch, forKey: .resumedEpoch)
    try container.encode(meanAbsoluteParameter, forKey: .meanAbsoluteParameter)
    try container.encode(reconstructionError, forKey: .reconstructionError)
    try container.encode(exactDivergence, forKey: .exactDivergence)
    try container.encode(seed, forKey: .seed)
    try container.encode(epochsPerSecond, forKey: .epochsPerSecond)
    try container.encode(warnings, forKey: .warnings)
  }

  /// The same for people.
  var text: String {
    let resumed = resumedEpoch > 0 ? ", gone on with from epoch \(resumedEpoch)" : ""
    var text = """
      restricted Boltzmann machine of \(visibleUnits) visible and \(hiddenUnits) hidden units
      \(epochs) epochs, seed \(seed)\(resumed)

      mean |θ|               \(String(format: "%.6f", meanAbsoluteParameter))

      """
    if let reconstructionError {
      text += "reconstruction error   \(String(format: "%.6f", reconstructionError))\n"
    }
    if let exactDivergence {
      text += "KL(exact ‖ machine)    \(String(format: "%.6f", exactDivergence)) nats\n"
    }
    if let epochsPerSecond {
      text += "rate                   \(String(format: "%.3g", epochsPerSecond)) epochs a second\n"
    }
    text += "file                   \(shellQuoted(file))\n"
    return text + warnings.map { "warning: \($0)\n" }.joined()
  }
}
