/// How a classifier is trained.
///
/// The paper (Azizi and Pleimling 2021) gives the patience, and the 70/10/20 split of
/// `TemperatureSplit`; optimizer, learning rate and batch size it does not state, and they are chosen
/// here.
public struct ClassifierTrainingOptions: Sendable, Hashable, Codable {
  /// Inputs from which one step's gradient is computed.
  public var batchSize = 128
  /// η of Adam.
  public var learningRate: Float = 0.001
  /// Adam's constants, as D. P. Kingma and J. Ba (2014) advise.
  public var beta1: Float = 0.9
  /// Adam's decay of the mean of squared gradients.
  public var beta2: Float = 0.999
  /// What Adam adds to the root of the mean square.
  public var epsilon: Float = 1e-8
  /// Training ends after so many consecutive epochs without a better accuracy on the validation set; nil
  /// for all of `maximumEpochs`.
  public var patience: Int? = 3
  /// Training ends after so many epochs in any case.
  public var maximumEpochs = 100
  /// Whether inputs are weighed so that both classes count alike, n / (2 n_class) each.
  public var balancesClasses = false
  /// Seed of the order of inputs.
  public var seed: UInt64 = 1

  /// The standard options.
  public init() {}

  func validate() throws(ClassifierError) {
    guard batchSize >= 1 else {
      throw .option("the batch size", found: "\(batchSize)", wanted: "at least 1")
    }
    for (name, value) in [("the learning rate", learningRate), ("epsilon", epsilon)] {
      guard value > 0, value.isFinite else {
        throw .option(name, found: "\(value)", wanted: "a finite number above 0")
      }
    }
    for (name, value) in [("beta1", beta1), ("beta2", beta2)] {
      guard value >= 0, value < 1 else {
        throw .option(name, found: "\(value)", wanted: "a number from 0 to below 1")
      }
    }
    if let patience, patience < 1 {
      throw .option("the patience", found: "\(patience)", wanted: "at least 1 epoch")
    }
    guard maximumEpochs >= 1 else {
      throw .option("the number of epochs", found: "\(maximumEpochs)", wanted: "at least 1")
    }
  }
}
