import Randomness
import SpinSystems

/// The training of a classifier, epoch by epoch.
///
/// The mean cross-entropy of the classes is brought down by Adam, on batches of inputs in an order that
/// is drawn anew for each epoch. After each epoch the accuracy on the validation set is measured; the
/// parameters of the epoch where it was highest, the first of equals, are kept.
///
/// The order comes from a stream numbered by the epoch, and gradients are summed in a fixed order: the
/// same bits on any number of cores.
public struct ClassifierTraining: Sendable {
  /// How it is trained.
  public let options: ClassifierTrainingOptions
  /// One record for each completed epoch.
  public private(set) var history: [ClassifierEpoch] = []
  /// The classifier after the epoch with the best validation accuracy; the untrained one before the
  /// first epoch.
  public private(set) var best: PhaseClassifier
  /// The epoch of `best`, counted from 1; 0 before the first.
  public private(set) var bestEpoch = 0
  /// The classifier after the last completed epoch.
  public var current: PhaseClassifier { PhaseClassifier(best, parameters: parameters) }

  private let training: LabelledInputs
  private let validation: LabelledInputs
  /// Weights of the disordered and of the ordered class in the loss.
  private let classWeights: (disordered: Double, ordered: Double)
  private var parameters: [Float]
  private var optimizer: ParameterOptimizer

  /// A training that has not begun.
  ///
  /// - Throws: `ClassifierError` where a set is empty or of another shape, where the training set has one
  ///   class only, or where an option is not possible.
  public init(
    _ classifier: PhaseClassifier, training: LabelledInputs, validation: LabelledInputs,
    options: ClassifierTrainingOptions = ClassifierTrainingOptions()
  ) throws(ClassifierError) {
    try options.validate()
    for (name, inputs) in [("training", training), ("validation", validation)] {
      guard inputs.count > 0 else { throw .noInputs(name) }
      guard inputs.inputs.shape == classifier.architecture.input else {
        throw .inputShape(inputs.inputs.shape, wanted: classifier.architecture.input)
      }
    }
    let orderedCount = training.isOrdered.count { $0 }
    guard orderedCount > 0, orderedCount < training.count else {
      throw .oneClass("training", isOrdered: orderedCount > 0)
    }
    self.options = options
    self.training = training
    self.validation = validation
    let half = Double(training.count) / 2
    classWeights =
      options.balancesClasses
      ? (half / Double(training.count - orderedCount), half / Double(orderedCount)) : (1, 1)
    best = classifier
    parameters = classifier.parameters
    optimizer = ParameterOptimizer(
      .adam(
        learningRate: options.learningRate, beta1: options.beta1, beta2: options.beta2,
        epsilon: options.epsilon), parameterCount: parameters.count)
  }

  /// Why no further epoch is due, or nil where one is.
  public var end: End? {
    if let patience = options.patience, history.count - bestEpoch >= patience { return .patience }
    return history.count >= options.maximumEpochs ? .maximumEpochs : nil
  }

  /// Why a training has ended.
  public enum End: String, Sendable, Codable {
    /// The validation accuracy has not become better for as many epochs as the options say.
    case patience
    /// The largest number of epochs has been reached.
    case maximumEpochs
  }

  /// Runs epochs until the training ends; returns the best classifier.
  ///
  /// - Parameter progress: is called after each epoch.
  /// - Throws: `ClassifierError.diverged`.
  @discardableResult
  public mutating func run(
    progress: (ClassifierEpoch) -> Void = { _ in }
  ) throws(ClassifierError) -> PhaseClassifier {
    while end == nil { progress(try runEpoch()) }
    return best
  }

  /// Runs one epoch, also where the training has ended; returns its record.
  ///
  /// - Throws: `ClassifierError.diverged` where a loss is no finite number.
  @discardableResult
  public mutating func runEpoch() throws(ClassifierError) -> ClassifierEpoch {
    let layout = best.layout
    let weights = NetworkWeights(layout, parameters)
    let shards = NetworkShards(
      layout,
      limit: NetworkShards.ranges(
        count: max(min(options.batchSize, training.count), validation.count)
      ).count)
    let loss = runBatches(weights, shards)
    weights.update(parameters)
    let quality = ClassifierQuality(
      logits: best.logits(validation.inputs, with: weights, on: shards),
      isOrdered: validation.isOrdered)
    let record = ClassifierEpoch(
      epoch: history.count + 1, trainingLoss: loss, validationLoss: quality.loss,
      validationAccuracy: quality.accuracy)
    guard loss.isFinite, quality.loss.isFinite else { throw .diverged(epoch: record.epoch) }
    if bestEpoch == 0 || record.validationAccuracy > history[bestEpoch - 1].validationAccuracy {
      best = current
      bestEpoch = record.epoch
    }
    history.append(record)
    return record
  }

  /// One pass over the training set; returns the mean loss.
  private mutating func runBatches(_ weights: NetworkWeights, _ shards: NetworkShards) -> Double {
    var generator = RandomStreams(seed: options.seed).stream(
      "classifier epoch", block: history.count)
    let order = (0..<training.count).shuffled(using: &generator)
    let gradient = BatchGradient(
      best.layout, largestBatch: min(options.batchSize, training.count))
    var loss = 0.0
    for start in stride(from: 0, to: order.count, by: options.batchSize) {
      let batch = Array(order[start..<min(start + options.batchSize, order.count)])
      if start > 0 { weights.update(parameters) }
      loss += gradient.compute(
        training, batch, classWeights: classWeights, with: weights, on: shards)
      optimizer.descend(&parameters, gradient: gradient.pointer)
    }
    return loss / Double(order.count)
  }
}
