import NeuralModels
import Reporting
import Statistics

/// What `steelyard classifier train` prints.
struct ClassifierTrainingDocument: Encodable {
  let file: String
  let result: ClassifierTrainingResult

  init(file: String, _ result: ClassifierTrainingResult) {
    self.file = file
    self.result = result
  }

  private enum CodingKeys: CodingKey {
    case file
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(file, forKey: .file)
    try result.encode(to: encoder)
  }

  /// The same for people.
  var text: String {
    let (counts, best) = (result.counts, result.bestEpoch)
    return """
      \(Self.description(of: result.architecture)), \(result.parameterCount) parameters
      \(counts.training) configurations for training, \(counts.validation) for validation, \
      \(counts.test) for testing
      \(result.epochs) epochs, the best is \(best), seed \(result.seed)

      accuracy, validation   \(decimal(result.validationAccuracy, 4))
      accuracy, test         \(decimal(result.testAccuracy, 4))
      cross-entropy, test    \(decimal(result.testLoss, 5)) nats
      labels change at       T = \(result.labelTemperature)

      output on the test set

      \(result.test.text)
      file                   \(shellQuoted(file))

      """
  }

  private static func description(of architecture: ClassifierArchitecture) -> String {
    let size = "L = \(architecture.input.rows)"
    if !architecture.blocks.isEmpty {
      let layers = architecture.blocks.map {
        "\($0.filters) of \($0.kernelSize) × \($0.kernelSize)"
      }
      return "network of convolutions, \(layers.joined(separator: " and ")), "
        + "\(architecture.padding.rawValue), \(size)"
    }
    return architecture.hiddenUnits.map { "network of \($0) hidden units, \(size)" }
      ?? "logistic regression, \(size)"
  }
}
