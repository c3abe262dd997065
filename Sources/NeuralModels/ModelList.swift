/// A kind of model that can be trained, drawn from or applied.
public struct ModelDescription: Sendable {
  /// The name of the command that deals with it.
  public let identifier: String
  /// One line that says what it is.
  public let summary: String
}

/// The models of `steelyard list models`, one line for each.
public let allModels: [ModelDescription] = [
  ModelDescription(
    identifier: "rbm",
    summary: "restricted Boltzmann machine: trained on configurations, draws new ones"),
  ModelDescription(
    identifier: "classifier",
    summary: "convolutional, fully connected or logistic: tells the ordered phase from the other"),
]
