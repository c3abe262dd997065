import Foundation
import NeuralModels
import SpinSystems
import Validation

/// What came of a training.
struct ClassifierTrainingResult: Encodable {
  struct Counts: Encodable {
    let training: Int
    let validation: Int
    let test: Int
  }

  let architecture: ClassifierArchitecture
  let parameterCount: Int
  let labelTemperature: Double
  let counts: Counts
  let epochs: Int
  /// The epoch whose weights were kept, counted from 1.
  let bestEpoch: Int
  /// "patience" or "maximumEpochs".
  let end: String
  let validationAccuracy: Double
  let testAccuracy: Double
  /// Mean cross-entropy, in nats.
  let testLoss: Double
  let seed: UInt64
  /// The output on the test set.
  let test: ClassifierScanTable

  init(
    _ training: ClassifierTraining, _ split: TemperatureSplit, test: ClassifierScanTable,
    testQuality: ClassifierQuality
  ) {
    architecture = training.best.architecture
    parameterCount = training.best.parameterShapes.reduce(0) { $0 + $1.shape.reduce(1, *) }
    labelTemperature = split.labelTemperature
    counts = Counts(
      training: split.training.count, validation: split.validation.count,
      test: split.test.reduce(0) { $0 + $1.inputs.count })
    epochs = training.history.count
    bestEpoch = training.bestEpoch
    end = (training.end ?? .maximumEpochs).rawValue
    validationAccuracy = training.history[training.bestEpoch - 1].validationAccuracy
    testAccuracy = testQuality.accuracy
    testLoss = testQuality.loss
    seed = training.options.seed
    self.test = test
  }

  private enum CodingKeys: CodingKey {
    case architecture, parameterCount, labelTemperature, counts, epochs, bestEpoch, end
    case validationAccuracy, testAccuracy, testLoss, seed, scan
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(architecture, forKey: .architecture)
    try container.encode(parameterCount, forKey: .parameterCount)
    try container.encode(labelTemperature, forKey: .labelTemperature)
    try container.encode(counts, forKey: .counts)
    try container.encode(epochs, forKey: .epochs)
    try container.encode(bestEpoch, forKey: .bestEpoch)
    try container.encode(end, forKey: .end)
    try container.encode(validationAccuracy, forKey: .validationAccuracy)
    try container.encode(testAccuracy, forKey: .testAccuracy)
    try container.encode(testLoss, forKey: .testLoss)
    try container.encode(seed, forKey: .seed)
    try container.encode(test.points, forKey: .scan)
  }
}

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

      accuracy, validation   \(String(format: "%.4f", result.validationAccuracy))
      accuracy, test         \(String(format: "%.4f", result.testAccuracy))
      cross-entropy, test    \(String(format: "%.5f", result.testLoss)) nats
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

/// What the JSON file beside a classifier says: where it comes from.
struct ClassifierTrainingProvenance: Encodable {
  struct File: Encodable {
    let file: String
    let temperature: Double
    let count: Int
  }

  let files: [File]
  let result: ClassifierTrainingResult
  let options: ClassifierTrainingOptions
  let version: String
  /// The command that trains the same network again.
  let command: String

  init(
    _ training: ClassifierTraining, _ result: ClassifierTrainingResult, _ series: ClassifierSeries,
    labelTemperature: Double, command: String
  ) {
    files = series.files.map {
      File(file: $0.file.path, temperature: $0.file.temperature, count: $0.count)
    }
    self.result = result
    options = training.options
    version = Version.current
    self.command = command
  }
}
