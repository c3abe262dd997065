import ArgumentParser
import Console
import DataFiles
import NeuralModels
import Reporting
import Statistics
import Storage
import Studies

/// `steelyard rbm train TRAINING.npy --temperature T [--total-spin S] --output MACHINE.npz`
struct RBMTrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Trains a machine on a file of configurations.",
    usage: """
      steelyard rbm train <training> --temperature <T> [--total-spin <S>]
                          --output <machine.npz> [<options>]
      """,
    discussion: """
      The defaults are those of Azizi and Pleimling (2021): as many hidden as visible units, \
      contrastive divergence from 10 Gibbs steps, Adam with a learning rate of 0.005, 1000 epochs. \
      Beside MACHINE.npz, MACHINE.training.json says how it was trained and MACHINE.training.csv how \
      it went, epoch by epoch. A run that was killed goes on from MACHINE.checkpoint.npz when it is \
      started again, and ends with the same bytes.

      Example:
        steelyard rbm train t1.npy --temperature 1 --total-spin 0 --output machine.npz
      """)

  enum OptimizerName: String, CaseIterable, ExpressibleByArgument {
    case adam, sgd
  }

  @Argument(help: ArgumentHelp("Configurations to train on.", valueName: "training"))
  var training: String

  @Option(help: ArgumentHelp("The array to read from an .npz archive.", valueName: "name"))
  var array: String?

  @OptionGroup var labelling: LabelOptions

  @OptionGroup var ensemble: EnsembleOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; its name ends in .npz.", valueName: "machine.npz"))
  var output: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Hidden units (default: as many as sites).", valueName: "m"))
  var hidden: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How often every configuration is used.", valueName: "n"))
  var epochs: Int = Self.standard.epochs

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Gibbs steps of contrastive divergence.", valueName: "k"))
  var steps: Int = Self.standard.gibbsSteps

  @Option(parsing: .unconditional, help: ArgumentHelp("Learning rate.", valueName: "rate"))
  var learningRate: Float = 0.005

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Configurations for each change of the parameters.", valueName: "n"))
  var batch: Int = Self.standard.batchSize

  @Option(help: "How parameters follow their gradients.")
  var optimizer: OptimizerName = .adam

  @Option(parsing: .unconditional, help: "Momentum of sgd.")
  var momentum: Float = 0

  @Flag(help: "Let the chains of contrastive divergence persist.")
  var persistent = false

  @Flag(help: "Record the exact divergence from Boltzmann after each epoch (L up to 4).")
  var recordDivergence = false

  @Option(help: "Seed of the random numbers.")
  var seed: UInt64 = Assessment.defaultSeed

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Epochs between checkpoints.", valueName: "n"))
  var checkpointEvery: Int = 10

  @OptionGroup var lock: LockOptions

  @Flag(help: "Print one JSON document.")
  var json = false

  private static let standard = BoltzmannTrainingOptions(hiddenCount: 1, seed: 0)

  func validate() throws {
    try MachineOutput.validate(output, ending: ".npz")
    let most = OptionRange.repetitions.upperBound
    try OptionRange.require("--hidden", hidden, in: BoltzmannTrainingOptions.hiddenCounts)
    try OptionRange.require("--epochs", epochs, in: 0...most)
    try OptionRange.require("--steps", steps, in: OptionRange.repetitions)
    try OptionRange.require("--batch", batch, in: OptionRange.batch)
    try OptionRange.require("--checkpoint-every", checkpointEvery, in: 1...most)
    try OptionRange.requirePositive("--learning-rate", learningRate)
    guard (0..<1).contains(momentum) else {
      throw ValidationError("--momentum must be a number from 0 up to, but not including, 1.")
    }
    guard momentum == 0 || optimizer == .sgd else {
      throw ValidationError("--momentum goes with --optimizer sgd.")
    }
  }

  func run() async throws {
    try await reportingErrors {
      // What does not depend on the file comes first: an error about it names no file.
      try options(siteCount: 1).validate()
      let samples =
        try labelling.labels.map {
          try LabelledSamples.read(training, by: $0, array: array)
            .samples(at: ensemble.temperature, of: training)
        } ?? SampleFile.read(training, array: array).samples
      let claimed = try ensemble.ensemble(size: samples.lattice.size)
      let document = try MachineTrainingRun.train(
        on: samples, from: training, of: claimed,
        options: options(siteCount: claimed.lattice.siteCount),
        checkpointInterval: checkpointEvery, output: output, waiting: lock.waiting,
        command: command(siteCount: claimed.lattice.siteCount), progress: showProgress)
      Terminal.showProgress(nil)
      try StandardOutput.write(json ? try JSONText.indented(document) : document.text)
    }
  }

  private func options(siteCount: Int) -> BoltzmannTrainingOptions {
    var options = BoltzmannTrainingOptions(hiddenCount: hidden ?? siteCount, seed: seed)
    options.epochs = epochs
    options.gibbsSteps = steps
    options.isPersistent = persistent
    options.batchSize = batch
    options.recordsExactDivergence = recordDivergence
    options.optimizer =
      switch optimizer {
      case .adam: .adam(learningRate: learningRate)
      case .sgd: .stochasticGradient(learningRate: learningRate, momentum: momentum)
      }
    return options
  }

  private func showProgress(of training: BoltzmannTraining, rate: Double) {
    guard let record = training.history.last, rate > 0 else { return }
    let left = Double(epochs - training.epoch) / rate
    // In 80 columns.
    Terminal.showProgress(
      "epoch \(training.epoch)/\(epochs), \(DurationText.text(seconds: left)) left, "
        + "\(brief(rate))/s, mean |θ| \(decimal(record.meanAbsoluteParameter, 4)), "
        + "reconstruction \(decimal(record.reconstructionError, 4))")
  }

  /// The command that makes the machine again.
  private func command(siteCount: Int) -> String {
    labelling.command(CommandLineText("rbm", "train"))
      .ensemble(temperature: ensemble.temperature, totalSpin: ensemble.totalSpin)
      .attached("--array", array)
      .attached("--output", output)
      .option("--hidden", hidden ?? siteCount)
      .option("--epochs", epochs)
      .option("--steps", steps)
      .option("--learning-rate", learningRate)
      .option("--batch", batch)
      .option("--optimizer", optimizer.rawValue)
      .option("--momentum", momentum, unless: 0)
      .flag("--persistent", persistent)
      .flag("--record-divergence", recordDivergence)
      .option("--seed", seed)
      .text(files: [training])
  }
}
