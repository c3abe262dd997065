/// How machines are trained and what is generated with them, at each scale.
///
/// The paper's numbers are 10,000 training configurations, about 1000 epochs and 10,000 generated
/// configurations, 100,000 at T = 3. It does not print the temperatures of Figs. 5, 7 and 8; ours are in
/// `MachineGrid`.
struct MachineProtocol: Sendable, Equatable {
  /// Configurations to learn from.
  var trainingCount: Int
  /// Epochs after which the machine is measured, ascending; the last one ends the training.
  var snapshotEpochs: [Int]
  /// Configurations to generate, each by a chain of its own.
  var generatedCount: Int
  /// The same at the end of the training for the inset of Fig. 6.
  var largeGeneratedCount: Int
  /// Chains that conserve ΣS.
  var conservedCount: Int
  /// Numbers of Gibbs steps after which the configurations are measured, ascending.
  var steps: [Int]

  /// The paper's number of Gibbs steps.
  static let paperSteps = 10
  /// The paper's number of epochs.
  static let paperEpochs = 1000

  /// The number of steps that stands for the machine's own distribution.
  var longSteps: Int { steps.last! }
  /// The number of epochs of a training.
  var epochs: Int { snapshotEpochs.last! }

  init(_ scale: Scale) {
    switch scale {
    case .paper:
      trainingCount = 10_000
      snapshotEpochs = [100, 300, Self.paperEpochs]
      generatedCount = 10_000
      largeGeneratedCount = 100_000
      conservedCount = 10_000
      steps = [2, 5, Self.paperSteps, 20, 50, 100, 200, 500, 1000]
    case .smoke:
      trainingCount = 2000
      snapshotEpochs = [10, 20, 40]
      generatedCount = 2000
      largeGeneratedCount = 2000
      conservedCount = 1000
      steps = [2, 5, Self.paperSteps, 20, 50, 100]
    }
  }
}
