import NeuralModels
import Reporting
import Statistics
import Storage

/// What came of a classifier's training.
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
  let end: ClassifierTraining.End
  let validationAccuracy: Double
  let testAccuracy: Double
  /// Mean cross-entropy, in nats.
  let testLoss: Double
  let seed: UInt64
  /// The output on the test set.
  let scan: [ClassifierScanTable.Point]

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
    end = training.end ?? .maximumEpochs
    validationAccuracy = training.history[training.bestEpoch - 1].validationAccuracy
    testAccuracy = testQuality.accuracy
    testLoss = testQuality.loss
    seed = training.options.seed
    scan = test.points
  }
}

/// What `steelyard classifier train` prints.
package struct ClassifierTrainingDocument: Encodable {
  let file: String
  let result: ClassifierTrainingResult
  let test: ClassifierScanTable

  private enum CodingKeys: CodingKey { case file }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(file, forKey: .file)
    try result.encode(to: encoder)
  }

  /// The same for people.
  package var text: String {
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

      \(test.text)
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
    command: String
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
