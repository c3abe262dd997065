import ExactIsing
@testable import NeuralModels
import Randomness
import SpinSystems
import Testing

@Suite struct `The training of a classifier` {
  /// Perfect samples of L = 8, ΣS = 0 at two temperatures between which labels change.
  private static func split(count: Int, temperatures: [Double], seed: UInt64) throws
    -> TemperatureSplit
  {
    try TemperatureSplit(
      temperatures.map { temperature in
        let ensemble = try Ensemble.fixedMagnetization(
          size: 8, temperature: temperature, totalSpin: 0)
        var generator = RandomStreams(seed: seed).stream("classifier training", for: ensemble)
        let samples = try PerfectSampler(ensemble).sample(count: count, using: &generator)
        return TemperatureInputs(temperature: temperature, inputs: .spins(samples))
      })
  }

  /// The share of configurations that the best of all classifiers puts in their class, where both are
  /// equally frequent: ½ Σ_E max(P₁(E), P₂(E)), for at fixed ΣS the energy says all about T.
  private static func bestAccuracy(temperatures: [Double]) throws -> Double {
    let levels = try temperatures.map { temperature in
      try ExactSolution(
        .fixedMagnetization(size: 8, temperature: temperature, totalSpin: 0)
      ).energyLevels
    }
    var largest: [Int: Double] = [:]
    for level in levels.joined() {
      largest[level.energy] = max(largest[level.energy] ?? 0, level.probability)
    }
    return largest.values.reduce(0, +) / 2
  }

  /// Few enough parameters for the training set, and steps long enough to be done in some epochs.
  private static let architecture = try! ClassifierArchitecture.convolutional(
    size: 8, filters: [8, 8])
  private static var options: ClassifierTrainingOptions {
    var options = ClassifierTrainingOptions()
    options.learningRate = 0.003
    return options
  }

  @Test func `reaches the accuracy that no classifier can exceed`() throws {
    let temperatures = [2.0, 3.0]
    let split = try Self.split(count: 10_000, temperatures: temperatures, seed: 1)
    var training = try ClassifierTraining(
      PhaseClassifier(Self.architecture, seed: 1), training: split.training,
      validation: split.validation, options: Self.options)
    let classifier = try training.run()
    var correct = 0
    for point in split.test {
      correct += try classifier.logits(point.inputs).count { ($0 > 0) == (point.temperature < 2.5) }
    }
    // 4,000 test inputs: a standard error of 0.005; four of them, and below also 0.01 for what a network
    // of finite size and training may miss.
    let best = try Self.bestAccuracy(temperatures: temperatures)
    let accuracy = Double(correct) / 4000
    let error = (best * (1 - best) / 4000).squareRoot()
    #expect(accuracy < best + 4 * error)
    #expect(accuracy > best - 4 * error - 0.01)
    #expect(abs(best - 0.8362) < 1e-4)
  }

  /// Labels in random order are independent of the inputs, so that the number of hits on a test set is
  /// binomial with p = ½, whatever was learnt.
  @Test func `finds nothing in labels that mean nothing`() throws {
    let split = try Self.split(count: 3000, temperatures: [2.0, 3.0], seed: 2)
    var generator = RandomStreams(seed: 3).stream("permuted labels")
    var training = try ClassifierTraining(
      PhaseClassifier(Self.architecture, seed: 1),
      training: split.training.permutingLabels(using: &generator),
      validation: split.validation.permutingLabels(using: &generator), options: Self.options)
    let classifier = try training.run()
    let test = try LabelledInputs(
      .joined(split.test.map(\.inputs)),
      isOrdered: split.test.flatMap { point in
        [Bool](repeating: point.temperature < 2.5, count: point.inputs.count)
      }
    ).permutingLabels(using: &generator)
    let accuracy = try classifier.quality(on: test).accuracy
    #expect(abs(accuracy - 0.5) < 4 * (0.25 / Double(test.count)).squareRoot())
  }

  @Test func `keeps the parameters of the best epoch and stops three epochs later`() throws {
    let split = try Self.split(count: 1000, temperatures: [2.0, 3.0], seed: 4)
    var training = try ClassifierTraining(
      PhaseClassifier(Self.architecture, seed: 1), training: split.training,
      validation: split.validation, options: Self.options)
    var reported: [ClassifierEpoch] = []
    let best = try training.run { reported.append($0) }
    #expect(training.end == .patience)
    #expect(reported == training.history)
    #expect(training.history.map(\.epoch) == Array(1...training.history.count))
    let accuracies = training.history.map(\.validationAccuracy)
    let bestEpoch = try #require(accuracies.firstIndex(of: accuracies.max()!)) + 1
    #expect(training.bestEpoch == bestEpoch)
    #expect(training.history.count == bestEpoch + 3)
    // Each pause of three epochs would have ended it before.
    var record = (epoch: 0, accuracy: -1.0)
    for (index, accuracy) in accuracies.enumerated() where accuracy > record.accuracy {
      #expect(index + 1 - record.epoch <= 3 || record.epoch == 0)
      record = (index + 1, accuracy)
    }
    #expect(try best.quality(on: split.validation).accuracy == accuracies[bestEpoch - 1])
    // The same training, not run beyond its best epoch, is there.
    var again = try ClassifierTraining(
      PhaseClassifier(Self.architecture, seed: 1), training: split.training,
      validation: split.validation, options: Self.options)
    for _ in 0..<bestEpoch { try again.runEpoch() }
    #expect(again.current.parameters == best.parameters)
    #expect(training.current.parameters != best.parameters)
  }

  @Test func `ends after the largest number of epochs`() throws {
    let split = try Self.split(count: 100, temperatures: [1.0, 3.0], seed: 5)
    var options = Self.options
    options.patience = nil
    options.maximumEpochs = 5
    var training = try ClassifierTraining(
      PhaseClassifier(Self.architecture, seed: 1), training: split.training,
      validation: split.validation, options: options)
    try training.run()
    #expect(training.history.count == 5)
    #expect(training.end == .maximumEpochs)
  }

  @Test func `weighs classes alike where it is told to`() throws {
    // Three ordered inputs of four, all the same: the best constant output is ¾, or ½ if balanced.
    let inputs = try InputMaps(
      shape: MapShape(rows: 1, columns: 1), values: [Float](repeating: 0, count: 400))
    let labelled = try LabelledInputs(.maps(inputs), isOrdered: (0..<400).map { $0 % 4 != 0 })
    for (balances, expected) in [(false, 0.75), (true, 0.5)] {
      var options = ClassifierTrainingOptions()
      options.learningRate = 0.05
      options.batchSize = 400
      options.patience = nil
      options.maximumEpochs = 300
      options.balancesClasses = balances
      var training = try ClassifierTraining(
        PhaseClassifier(.logistic(input: inputs.shape), seed: 1), training: labelled,
        validation: labelled, options: options)
      try training.run()
      let output = try training.current.outputs(.maps(inputs))[0]
      // The loss is convex; after 300 steps of at most 0.05 towards ln 3 it has settled.
      #expect(abs(Double(output) - expected) < 0.005)
    }
  }

  // MARK: Determinism

  @Test(arguments: [1, 15, 16, 17, 128, 130])
  func `computes the same bits on any number of cores`(count: Int) throws {
    let subject = NetworkSubject.all[0]
    let classifier = subject.classifierWithBiases()
    let labelled = try LabelledInputs(
      subject.inputs(count: count), isOrdered: (0..<count).map { $0.isMultiple(of: 3) })
    let one = classifier.gradient(on: labelled, cores: 1)
    for cores in [2, 3, 8] { #expect(classifier.gradient(on: labelled, cores: cores) == one) }
  }

  /// A hash (FNV-1a) of the gradient of a circular and of a valid network. It was found with the kernels
  /// for baseline x86-64, AVX2 and AVX-512; another processor, or another order of summation, must not
  /// change it.
  @Test func `computes the same bits on any processor`() throws {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for subject in NetworkSubject.all[..<2] {
      let classifier = subject.classifierWithBiases()
      let labelled = try LabelledInputs(
        subject.inputs(count: 40), isOrdered: (0..<40).map { $0.isMultiple(of: 3) })
      let gradient = classifier.gradient(on: labelled)
      for (name, _) in classifier.parameterShapes {
        for value in gradient[name]! {
          hash = (hash ^ UInt64(value.bitPattern)) &* 0x100_0000_01B3
        }
      }
    }
    #expect(hash == 0xE771_000D_6AC6_A488)
  }

  @Test func `depends on both seeds`() throws {
    let split = try Self.split(count: 100, temperatures: [1.0, 3.0], seed: 6)
    func outputs(weightSeed: UInt64, orderSeed: UInt64) throws -> [Float] {
      var options = Self.options
      options.seed = orderSeed
      var training = try ClassifierTraining(
        PhaseClassifier(Self.architecture, seed: weightSeed), training: split.training,
        validation: split.validation, options: options)
      try training.runEpoch()
      return training.current.parameters
    }
    let reference = try outputs(weightSeed: 1, orderSeed: 1)
    #expect(try outputs(weightSeed: 1, orderSeed: 1) == reference)
    #expect(try outputs(weightSeed: 2, orderSeed: 1) != reference)
    #expect(try outputs(weightSeed: 1, orderSeed: 2) != reference)
  }
}
