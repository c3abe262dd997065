import NeuralModels

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
