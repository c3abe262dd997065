import ExactIsing
import NeuralModels
import Randomness
import SpinSystems
import Studies
import Testing

@Suite struct `A training that keeps itself in a file` {
  private static let ensemble = try! Ensemble.fixedMagnetization(
    size: 4, temperature: 2, totalSpin: 0)

  private static func samples() throws -> SampleSet {
    var stream = RandomStreams(seed: 1).stream("training", for: ensemble)
    return try PerfectSampler(ensemble).sample(count: 150, using: &stream)
  }

  private static var options: BoltzmannTrainingOptions {
    var options = BoltzmannTrainingOptions(hiddenCount: 8, seed: 4)
    options.epochs = 12
    return options
  }

  private func training(
    _ options: BoltzmannTrainingOptions = options, of ensemble: Ensemble = ensemble,
    in folder: StudyFolder, texts: [String] = []
  ) throws -> ResumableTraining {
    try ResumableTraining(
      try Self.samples(), of: ensemble, options: options, trainingFile: "t.npy",
      checkpointPath: folder.path("c.npz"), textNames: texts)
  }

  @Test(arguments: [1, 5, 11])
  func `goes on from where it was killed, to the same machine`(epoch: Int) throws {
    let folder = try StudyFolder()
    var whole = try training(in: folder)
    try whole.run(to: 12, saving: .epochs(100))
    #expect(try folder.names.isEmpty, "nothing is saved but what was asked for")

    var killed = try training(in: folder)
    #expect(killed.resumedEpoch == 0)
    try killed.run(to: epoch, saving: .interval(.zero))
    killed.texts["measured"] = "so far: \(epoch)"
    try killed.save()

    var resumed = try training(in: folder, texts: ["measured", "unheard of"])
    #expect(resumed.resumedEpoch == epoch)
    #expect(resumed.texts == ["measured": "so far: \(epoch)"])
    try resumed.run(to: 12, saving: .epochs(100))
    #expect(resumed.training.machine == whole.training.machine)
    #expect(resumed.training.history == whole.training.history)
    resumed.removeCheckpoint()
    #expect(try folder.names.isEmpty)
  }

  @Test func `writes its file every few epochs, but not at its end`() throws {
    let folder = try StudyFolder()
    var run = try training(in: folder)
    var epochs: [Int] = []
    try run.run(to: 6, saving: .epochs(3)) { epochs.append($0.epoch) }
    #expect(epochs == Array(1...6))
    #expect(try training(in: folder).resumedEpoch == 3)
  }

  @Test func `is not taken for another`() throws {
    let folder = try StudyFolder()
    var run = try training(in: folder)
    try run.run(to: 3, saving: .epochs(100))
    try run.save()
    var changed: [BoltzmannTrainingOptions] = []
    for change: (inout BoltzmannTrainingOptions) -> Void in [
      { $0.seed = 5 }, { $0.hiddenCount = 9 }, { $0.gibbsSteps = 3 }, { $0.batchSize = 7 },
      { $0.isPersistent = true }, { $0.optimizer = .adam(learningRate: 0.1) },
      { $0.initialWeightDeviation = 0.1 }, { $0.recordsExactDivergence = true },
      { $0.epochs = 2 },
    ] {
      var options = Self.options
      change(&options)
      changed.append(options)
    }
    for options in changed {
      #expect(throws: CheckpointMismatch.self) { try training(options, in: folder) }
    }
    let warmer = try Ensemble.fixedMagnetization(size: 4, temperature: 2.5, totalSpin: 0)
    #expect(throws: CheckpointMismatch.self) { try training(of: warmer, in: folder) }
    // More epochs are more of the same.
    var longer = Self.options
    longer.epochs = 20
    #expect(try training(longer, in: folder).resumedEpoch == 3)
  }

  @Test func `keeps the machine that it had when it diverged`() throws {
    let folder = try StudyFolder()
    var options = Self.options
    options.optimizer = .stochasticGradient(learningRate: 1e5)
    var run = try training(options, in: folder)
    #expect(throws: TrainingDivergence.self) { try run.run(to: 12, saving: .epochs(100)) }
    let epoch = run.training.epoch
    #expect(epoch < 12)
    #expect(try training(options, in: folder).resumedEpoch == epoch)
  }

  @Test func `names the file of samples that will not do`() throws {
    let folder = try StudyFolder()
    let other = try Ensemble.fixedMagnetization(size: 4, temperature: 2, totalSpin: 2)
    let error = #expect(throws: MachineInputError.self) { try training(of: other, in: folder) }
    #expect(error.map { "\($0)".hasPrefix("t.npy: ") } == true)
  }
}
