import DataFiles
import NeuralModels
import SpinSystems
import Studies

extension FileReader {
  /// Restricted Boltzmann machines.
  static let machines = FileReader(name: "machines", words: arrayWords) {
    [
      ArrayBundle.bytes([
        NumericArray(shape: [4, 2], [Float](repeating: 0.5, count: 8)),
        NumericArray(shape: [4], [Float](repeating: 0, count: 4)),
        NumericArray(shape: [2], [0.0, 1]),
      ])
    ]
  } read: { bytes in
    let archive = ArrayBundle.archive(bytes, names: ["W", "b", "c"])
    for size in [nil, 2] {
      let (machine, lattice) = try RestrictedBoltzmannMachine.read(
        ScratchFile.holding(archive, "machine.npz"), size: size)
      precondition(machine.visibleCount == lattice.siteCount)
    }
  }

  /// Classifiers, as PyTorch and as `classifier train` leave them.
  static let classifiers = FileReader(name: "classifiers", words: arrayWords + jsonWords([layers]))
  {
    let classifier = PhaseClassifier(
      try ClassifierArchitecture(
        input: MapShape(rows: 4, columns: 4), blocks: [.init(kernelSize: 3, filters: 1)],
        padding: .circular,
        hiddenUnits: nil), seed: 1)
    let arrays = classifier.archive.arrays
    precondition(arrays.map(\.name) == classifierNames)
    return [
      ArrayBundle.bytes(arrays.map(\.array)), ArrayBundle.bytes(arrays.dropLast().map(\.array)),
    ]
  } read: { bytes in
    let archive = try ArrayArchive.read(
      ArrayBundle.archive(bytes, names: classifierNames), named: "classifier.npz")
    var first: (any Error)?
    for input in [nil, MapShape(rows: 4, columns: 4)] {
      do {
        _ = try PhaseClassifier(archive, input: input)
      } catch {
        requirePlainLine(error)
        first = first ?? error
      }
    }
    if let first { throw first }
  }

  private static let classifierNames = [
    "conv1.weight", "conv1.bias", "dense.weight", "dense.bias", "architecture",
  ]
  private static let layers = Array(
    #"{"blocks":[{"filters":1,"kernelSize":3}],"hiddenUnits":null,"input":{"channels":1,"columns":4,"rows":4},"padding":"circular"}"#
      .utf8)

  /// Checkpoints of a training.
  static let trainings = FileReader(name: "trainings", words: arrayWords + ["epochs", "batchSize"])
  {
    var seeds: [[UInt8]] = []
    for persistent in [false, true] {
      var training = try BoltzmannTraining(trainingSamples, options: trainingOptions(persistent))
      try training.runEpoch()
      var arrays = training.checkpoint.archive.arrays
      arrays.append(("claim", NumericArray(text: "\(trainingEnsemble)")))
      precondition(arrays.map(\.name) == trainingNames, "\(arrays.map(\.name))")
      seeds.append(ArrayBundle.bytes(arrays.map(\.array)))
    }
    return seeds
  } read: { bytes in
    let path = ScratchFile.holding(
      ArrayBundle.archive(bytes, names: trainingNames), "training.checkpoint.npz")
    var first: (any Error)?
    for persistent in [false, true] {
      do {
        var training = try ResumableTraining(
          trainingSamples, of: trainingEnsemble, options: trainingOptions(persistent),
          trainingFile: "s.npy", checkpointPath: path)
        if training.resumedEpoch < 3 {
          try training.run(to: training.resumedEpoch + 1, saving: .epochs(1 << 20))
        }
      } catch {
        requirePlainLine(error)
        first = first ?? error
      }
    }
    if let first { throw first }
  }

  private static let trainingNames = [
    "W", "b", "c", "options", "epoch", "step", "samplesHash", "firstMoments", "secondMoments",
    "persistentChains", "meanAbsoluteParameter", "reconstructionError", "exactDivergence", "claim",
  ]
  private static let trainingEnsemble = try! Ensemble.canonical(size: 2, temperature: 2)
  private static let trainingSamples = try! SampleFile.read(
    Array("1 1 -1 1\n1 1 1 1\n-1 1 1 -1\n-1 -1 -1 -1\n".utf8), named: "s", size: 2
  ).samples

  private static func trainingOptions(_ persistent: Bool) -> BoltzmannTrainingOptions {
    var options = BoltzmannTrainingOptions(hiddenCount: 2, seed: 1)
    options.epochs = 3
    options.gibbsSteps = 1
    options.isPersistent = persistent
    return options
  }
}
