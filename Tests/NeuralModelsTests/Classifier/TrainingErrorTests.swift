@testable import NeuralModels
import SpinSystems
import Testing

@Suite struct `A classifier's training is refused` {
  private static let samples = ClassifierInputs.spins(.random(count: 8, size: 8))
  private static let labels = (0..<8).map { $0 < 4 }

  private static func error(
    training: LabelledInputs? = nil, validation: LabelledInputs? = nil,
    _ change: (inout ClassifierTrainingOptions) -> Void = { _ in }
  ) throws -> String {
    let inputs = try LabelledInputs(samples, isOrdered: labels)
    var options = ClassifierTrainingOptions()
    change(&options)
    let error = try #require(throws: ClassifierError.self) {
      try ClassifierTraining(
        PhaseClassifier(.convolutional(size: 8), seed: 1), training: training ?? inputs,
        validation: validation ?? inputs, options: options)
    }
    return "\(error)"
  }

  @Test func `without inputs`() throws {
    let empty = try LabelledInputs(.spins(SampleSet(lattice: .init(size: 8))), isOrdered: [])
    #expect(try Self.error(training: empty).contains("training set is empty"))
    #expect(try Self.error(validation: empty).contains("validation set is empty"))
  }

  @Test func `with one class`() throws {
    let ordered = try LabelledInputs(Self.samples, isOrdered: Self.labels.map { _ in true })
    #expect(try Self.error(training: ordered).contains("only ordered"))
  }

  @Test func `with inputs of another shape`() throws {
    let other = try LabelledInputs(.spins(.random(count: 8, size: 10)), isOrdered: Self.labels)
    #expect(try Self.error(training: other).contains("[1, 10, 10]"))
  }

  @Test func `with options that are not possible`() throws {
    #expect(try Self.error { $0.batchSize = 0 }.contains("batch size"))
    #expect(try Self.error { $0.learningRate = .nan }.contains("learning rate"))
    #expect(try Self.error { $0.learningRate = -1 }.contains("learning rate"))
    #expect(try Self.error { $0.beta1 = 1 }.contains("beta1"))
    #expect(try Self.error { $0.epsilon = 0 }.contains("epsilon"))
    #expect(try Self.error { $0.patience = 0 }.contains("patience"))
    #expect(try Self.error { $0.maximumEpochs = 0 }.contains("epochs"))
  }

  @Test func `with more labels than inputs, or fewer`() {
    for count in [7, 9] {
      #expect(throws: ClassifierError.labelCount(count, inputCount: 8)) {
        try LabelledInputs(Self.samples, isOrdered: [Bool](repeating: true, count: count))
      }
    }
  }

  @Test func `and stops where it diverges`() throws {
    let inputs = try LabelledInputs(Self.samples, isOrdered: Self.labels)
    var options = ClassifierTrainingOptions()
    options.learningRate = 1e38
    options.patience = nil
    var training = try ClassifierTraining(
      PhaseClassifier(.convolutional(size: 8), seed: 1), training: inputs, validation: inputs,
      options: options)
    #expect(throws: ClassifierError.diverged(epoch: 1)) { try training.run() }
  }
}

@Suite struct `Maps` {
  private static let shape = MapShape(rows: 2, columns: 2)

  @Test func `are refused where they are not whole or not finite`() {
    #expect(throws: ClassifierError.mapCount(5, shape: Self.shape)) {
      try InputMaps(shape: Self.shape, values: [1, 2, 3, 4, 5])
    }
    let values: [Float] = [0, 0, 0, 0, 0, .infinity, 0, 0]
    #expect(throws: ClassifierError.mapValue(map: 1, .infinity)) {
      try InputMaps(shape: Self.shape, values: values)
    }
  }

  @Test func `of another shape are not classified`() throws {
    let classifier = PhaseClassifier(try .convolutional(size: 8), seed: 1)
    #expect(
      throws: ClassifierError.inputShape(
        MapShape(rows: 2, columns: 2), wanted: MapShape(rows: 8, columns: 8))
    ) {
      try classifier.logits(.maps(InputMaps(shape: Self.shape, values: [1, 2, 3, 4])))
    }
  }
}
