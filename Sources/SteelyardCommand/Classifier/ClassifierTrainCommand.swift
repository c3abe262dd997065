import ArgumentParser
import Console
import NeuralModels
import Reporting
import SpinSystems
import Statistics
import Storage
import Studies

/// `steelyard classifier train FILE@T … --output WEIGHTS.npz`
struct ClassifierTrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Trains a network on files of configurations.",
    usage: """
      steelyard classifier train <file@T> ... --output <weights.npz>
                                 [<options>]
      """,
    discussion: """
      Each file has configurations of one temperature: FILE@T, or FILE with a FILE.json beside it \
      that says T, as steelyard sample leaves it; a folder stands for its .npy files; or labels in the \
      file say the temperature of each configuration. At each \
      temperature the first 70 % are for training, 10 % for validation, the last 20 % for testing. \
      Labels say whether T is below the critical temperature. Training stops after three epochs \
      without a better accuracy on the validation set, and the best weights are kept.

      Beside WEIGHTS.npz come WEIGHTS.training.json, which says how it was trained, \
      WEIGHTS.training.csv with a line for each epoch, and WEIGHTS.scan.csv, the output on the test \
      set against T, for steelyard collapse. The same seed gives the same weights on any machine.

      Example:
        steelyard sample --size 20 --total-spin 0 --count 1000 \\
          --training-set t20
        steelyard classifier train t20 --output l20.npz
      """)

  enum Network: String, CaseIterable, ExpressibleByArgument {
    /// The paper's: convolutions and a dense layer.
    case convolutional
    /// A hidden layer that sees every site.
    case fullyConnected = "fully-connected"
    /// Logistic regression on the spins.
    case logistic
  }

  @Argument(help: ArgumentHelp("Files of configurations, or folders.", valueName: "file@T"))
  var file: [String]

  @OptionGroup var labelling: LabelOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; its name ends in .npz.", valueName: "weights.npz"))
  var output: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Where labels change; T_c unless given.", valueName: "T"))
  var criticalTemperature: Double = Ensemble.criticalTemperature

  @Option(help: "What kind of network.")
  var network: Network = .convolutional

  @Option(
    help: ArgumentHelp(
      "Filters of each convolution (default: 16,32).", valueName: "n,n"),
    transform: Self.filters)
  var filters: [Int] = [16, 32]

  @Option(parsing: .unconditional, help: ArgumentHelp("k of k × k kernels.", valueName: "k"))
  var kernel: Int = 3

  @Option(help: "What a convolution sees beyond the sides.")
  var padding: ClassifierArchitecture.Padding = .circular

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Units of the hidden layer of fully-connected.", valueName: "n"))
  var hidden: Int = 100

  @Flag(help: "Let both classes count alike, however many configurations they have.")
  var balanced = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Epochs without a better accuracy before training stops.", valueName: "n"))
  var patience: Int = 3

  @Option(parsing: .unconditional, help: ArgumentHelp("The most epochs.", valueName: "n"))
  var epochs: Int = Self.standard.maximumEpochs

  @Option(parsing: .unconditional, help: ArgumentHelp("Learning rate of Adam.", valueName: "rate"))
  var learningRate: Float = Self.standard.learningRate

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Configurations for each change of the parameters.", valueName: "n"))
  var batch: Int = Self.standard.batchSize

  @Option(help: "What the scan is of: the probability of order, or the logit.")
  var quantity: ClassifierScanTable.Quantity = .output

  @Option(help: "Seed of the random numbers.")
  var seed: UInt64 = Assessment.defaultSeed

  @OptionGroup var lock: LockOptions

  @Flag(help: "Print one JSON document.")
  var json = false

  private static let standard = ClassifierTrainingOptions()

  private static func filters(_ text: String) throws -> [Int] {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    guard !numbers.isEmpty, !numbers.contains(nil) else {
      throw ValidationError("'\(text)' is not a list of whole numbers, such as 16,32.")
    }
    return numbers.compactMap(\.self)
  }

  func validate() throws {
    guard !file.isEmpty else {
      throw ValidationError("Missing expected argument '<file@T> ...'")
    }
    try MachineOutput.validate(output, ending: ".npz")
    try OptionRange.requirePositive("--critical-temperature", criticalTemperature)
    try OptionRange.requirePositive("--learning-rate", learningRate)
    try OptionRange.require("--hidden", hidden, in: ClassifierArchitecture.widths)
    for filter in filters {
      try OptionRange.require("--filters", filter, in: ClassifierArchitecture.widths)
    }
    guard ClassifierArchitecture.kernelSizes.contains(kernel) else {
      let sizes = ClassifierArchitecture.kernelSizes.map(String.init).joined(separator: ", ")
      throw ValidationError("--kernel must be one of \(sizes).")
    }
    try OptionRange.require("--patience", patience, in: OptionRange.repetitions)
    try OptionRange.require("--epochs", epochs, in: OptionRange.repetitions)
    try OptionRange.require("--batch", batch, in: OptionRange.batch)
  }

  func run() async throws {
    try await reportingErrors {
      let document = try ClassifierTrainingRun.train(
        on: file, by: labelling.labels, labelTemperature: criticalTemperature, options: options,
        quantity: quantity,
        output: output, waiting: lock.waiting, command: command, architecture: architecture,
        epoch: showProgress,
        progress: Terminal.showProgress)
      Terminal.showProgress(nil)
      try StandardOutput.write(json ? try JSONText.indented(document) : document.text)
    }
  }

  private func showProgress(of training: ClassifierTraining) {
    guard let record = training.history.last else { return }
    Terminal.showProgress(
      "epoch \(record.epoch), loss \(decimal(record.trainingLoss, 5)), validation accuracy "
        + "\(decimal(record.validationAccuracy, 4)), best in epoch \(training.bestEpoch)")
  }

  /// The layers for inputs of a shape.
  private func architecture(_ shape: MapShape) throws(ClassifierError) -> ClassifierArchitecture {
    switch network {
    case .convolutional:
      try .convolutional(
        size: shape.rows, filters: filters, kernelSize: kernel, padding: padding)
    case .fullyConnected: try .fullyConnected(input: shape, hiddenUnits: hidden)
    case .logistic: try .logistic(input: shape)
    }
  }

  private var options: ClassifierTrainingOptions {
    var options = ClassifierTrainingOptions()
    options.patience = patience
    options.maximumEpochs = epochs
    options.learningRate = learningRate
    options.batchSize = batch
    options.balancesClasses = balanced
    options.seed = seed
    return options
  }

  /// The command that trains the same network again.
  private var command: String {
    var line = labelling.command(CommandLineText("classifier", "train"))
      .attached("--output", output)
      .option("--critical-temperature", criticalTemperature)
      .option("--network", network.rawValue)
    switch network {
    case .convolutional:
      line = line.option("--filters", filters.map(String.init).joined(separator: ","))
        .option("--kernel", kernel)
        .option("--padding", padding.rawValue)
    case .fullyConnected: line = line.option("--hidden", hidden)
    case .logistic: break
    }
    return line.flag("--balanced", balanced)
      .option("--patience", patience)
      .option("--epochs", epochs)
      .option("--learning-rate", learningRate)
      .option("--batch", batch)
      .option("--quantity", quantity.rawValue)
      .option("--seed", seed)
      .text(files: file, isMarked: true)
  }
}

extension ClassifierArchitecture.Padding: ExpressibleByArgument {}
extension ClassifierScanTable.Quantity: ExpressibleByArgument {}
