import Randomness
import SpinSystems

/// A kind of model that learns from configurations.
///
/// To add one, write it in a file of its own with an `extension ModelKind { static let … }`, and name it in
/// `allModels`.
public struct ModelKind: Sendable {
  /// Learns from configurations of an ensemble; everything random comes from the generator.
  public typealias Training =
    @Sendable (
      _ samples: SampleSet, _ ensemble: Ensemble, _ generator: inout Xoshiro256PlusPlus
    ) throws -> any GenerativeModel

  /// Lower case, words joined by dashes.
  public let identifier: String
  /// One line that says what it is.
  public let summary: String
  /// Makes a model that draws; nil for what tells configurations apart and draws none.
  public let train: Training?

  /// A kind under its identifier, with one line that says what it is.
  ///
  /// Without `train` it draws nothing.
  public init(_ identifier: String, _ summary: String, train: Training? = nil) {
    self.identifier = identifier
    self.summary = summary
    self.train = train
  }
}

extension ModelKind {
  /// `RestrictedBoltzmannMachine`, trained as in the paper and drawn from by Gibbs chains.
  public static let restrictedBoltzmannMachine = ModelKind(
    "rbm", "restricted Boltzmann machine: trained on configurations, draws new ones"
  ) { samples, ensemble, generator in
    var training = try BoltzmannTraining(
      samples, ensemble: ensemble,
      options: BoltzmannTrainingOptions(
        hiddenCount: samples.lattice.siteCount, seed: generator.next()))
    while !training.isComplete { try training.runEpoch() }
    return GibbsSampledMachine(training.machine)
  }

  /// `PhaseClassifier`.
  public static let classifier = ModelKind(
    "classifier",
    "convolutional, fully connected or logistic: tells the ordered phase from the other")
}

/// All kinds of models, in the order of `steelyard list models`.
public let allModels: [ModelKind] = [
  .restrictedBoltzmannMachine,
  .classifier,
  .markovMesh,
]
