/// What is recorded of one epoch of a classifier's training.
public struct ClassifierEpoch: Sendable, Hashable, Codable {
  /// Counted from 1.
  public let epoch: Int
  /// Mean cross-entropy over the training set, each input as it was met in this epoch; nats.
  public let trainingLoss: Double
  /// Mean cross-entropy over the validation set after the epoch; nats.
  public let validationLoss: Double
  /// Share of the validation set that is put in its class after the epoch.
  public let validationAccuracy: Double
}
