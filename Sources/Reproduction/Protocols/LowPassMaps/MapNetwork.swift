import NeuralModels

/// A network that reads low-pass maps, and how it came about.
struct MapNetwork: Sendable {
  /// What is done to a network, the control experiments among it.
  enum Recipe: String, Codable, CaseIterable, Sendable {
    /// Trained with labels that change at T₀.
    case firstPassLabel = "honest"
    /// Trained with labels that change well below T₀.
    case lowLabel
    /// Trained with labels that change well above T₀.
    case highLabel
    /// Trained with the labels of `firstPassLabel` in random order.
    case permutedLabels
    /// Not trained.
    case untrained
    /// A fully connected network, trained as `firstPassLabel` is.
    case fullyConnected
  }

  let classifier: PhaseClassifier
  /// The share of right answers among a tenth of the labelled maps that was kept back, after the last
  /// epoch; nil for the untrained network.
  let accuracy: Double?

  /// Two circular convolutions of 8 and 16 filters, each with ReLU and pooling, and a dense layer; or 100
  /// hidden units.
  static func architecture(isConvolutional: Bool) throws -> ClassifierArchitecture {
    let side = LowPassMaps.side
    return isConvolutional
      ? try .convolutional(size: side, filters: [8, 16])
      : try .fullyConnected(input: MapShape(rows: side, columns: side))
  }

  /// Trains a network.
  ///
  /// - Parameters:
  ///   - maps: the maps of each temperature.
  ///   - label: the temperature at which labels change.
  ///   - exclusion: temperatures nearer than this to the label are left out.
  ///   - seed: of initial weights, the order of maps and permuted labels.
  init(
    _ recipe: Recipe, on maps: [(temperature: Double, maps: LowPassMaps)], label: Double,
    exclusion: Double, seed: UInt64
  ) throws {
    let untrained = PhaseClassifier(
      try Self.architecture(isConvolutional: recipe != .fullyConnected), seed: seed)
    guard recipe != .untrained else {
      classifier = untrained
      accuracy = nil
      return
    }
    let (training, validation) = try LabelledMaps.split(
      maps.filter { abs($0.temperature - label) >= exclusion }, label: label,
      permutingBy: recipe == .permutedLabels ? seed : nil)
    var options = ClassifierTrainingOptions()
    options.learningRate = LowPassSettings.learningRate
    options.patience = nil
    options.maximumEpochs = LowPassSettings.epochs
    options.balancesClasses = true
    options.seed = seed
    var run = try ClassifierTraining(
      untrained, training: training, validation: validation, options: options)
    try run.run()
    classifier = run.current
    accuracy = run.history.last?.validationAccuracy
  }

  /// The logit of each map.
  func logits(_ maps: LowPassMaps) throws -> [Double] {
    try classifier.logits(LabelledMaps.inputs(maps)).map { Double($0) }
  }
}
