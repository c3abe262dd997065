/// How a restricted Boltzmann machine is trained: what the paper says, and what it leaves open.
///
/// Azizi and Pleimling (2021) give the number of hidden units, contrastive divergence with k = 10, the
/// optimizer Adam with learning rate 0.005 and about 1000 epochs. They do not give the batch size, the
/// initial parameters or the other constants of Adam. Those are chosen here and only here:
///
/// - batches of 100 configurations, in an order drawn anew for every epoch;
/// - weights of mean 0 and standard deviation 0.01, biases 0 (G. E. Hinton, *A practical guide to
///   training restricted Boltzmann machines*, 2010, recommends the former);
/// - β₁ = 0.9, β₂ = 0.999 and ε = 10⁻⁸ (D. P. Kingma and J. Ba, 2015).
public struct BoltzmannTrainingOptions: Sendable, Codable, Hashable {
  /// m.
  public var hiddenCount: Int
  /// The number of times that every configuration is used.
  public var epochs = 1000
  /// k, the number of Gibbs steps from which the negative phase takes its configurations.
  public var gibbsSteps = 10
  /// Whether the chains of the negative phase go on from where the batch before left them, rather than
  /// start from the batch (persistent contrastive divergence, T. Tieleman 2008).
  public var isPersistent = false
  /// What turns gradients into steps.
  public var optimizer = Optimizer.adam()
  /// Configurations in a batch; the last batch of an epoch holds what is left over.
  public var batchSize = 100
  /// Standard deviation of the initial weights.
  public var initialWeightDeviation = 0.01
  /// The seed of everything random in a training.
  public var seed: UInt64
  /// Whether the divergence from the exact Boltzmann distribution is recorded after every epoch. It
  /// needs an ensemble and at most `ExactModel.largestVisibleCount` visible units.
  public var recordsExactDivergence = false

  /// Numbers of hidden units that are supported.
  public static let hiddenCounts = 1...1 << 16

  /// The paper's settings with m hidden units, n in the paper and up to 200 in variations.
  public init(hiddenCount: Int, seed: UInt64) {
    self.hiddenCount = hiddenCount
    self.seed = seed
  }

  /// Throws where a setting is not possible, and says which.
  public func validate() throws(BoltzmannMachineError) {
    func require(
      _ isPossible: Bool, _ name: String, _ found: some Any, _ wanted: String
    ) throws(BoltzmannMachineError) {
      if !isPossible { throw .option(name, found: "\(found)", wanted: wanted) }
    }
    let positive = "a finite number above 0"
    let fraction = "a number from 0 up to, but not including, 1"
    try require(
      Self.hiddenCounts.contains(hiddenCount), "the number of hidden units", hiddenCount,
      "\(Self.hiddenCounts.lowerBound) to \(Self.hiddenCounts.upperBound)")
    try require(epochs >= 0, "the number of epochs", epochs, "at least 0")
    try require(gibbsSteps >= 1, "the number k of Gibbs steps", gibbsSteps, "at least 1")
    try require(batchSize >= 1, "the batch size", batchSize, "at least 1")
    try require(
      initialWeightDeviation >= 0 && initialWeightDeviation.isFinite,
      "the deviation of the initial weights", initialWeightDeviation, "a finite number from 0 on")
    switch optimizer {
    case .adam(let learningRate, let beta1, let beta2, let epsilon):
      try require(
        learningRate > 0 && learningRate.isFinite, "the learning rate", learningRate, positive)
      try require((0..<1).contains(beta1), "β₁ of Adam", beta1, fraction)
      try require((0..<1).contains(beta2), "β₂ of Adam", beta2, fraction)
      try require(epsilon > 0 && epsilon.isFinite, "ε of Adam", epsilon, positive)
    case .stochasticGradient(let learningRate, let momentum):
      try require(
        learningRate > 0 && learningRate.isFinite, "the learning rate", learningRate, positive)
      try require((0..<1).contains(momentum), "the momentum", momentum, fraction)
    }
  }
}
