import NeuralModels
import Randomness
import SpinSystems

/// Training and use of the paper's convolutional network, beside plain loops.
struct ClassifierBenchmark: Benchmark {
  let identifier = "cnn"
  let summary = "training and inference of the CNN, L = 20 and 50, beside plain loops"

  func results() throws -> [BenchmarkResult] {
    try [(20, 4096), (50, 1024)].flatMap { size, count in
      var generator = RandomStreams(seed: 1).stream("benchmark: cnn", block: size)
      let samples = SampleSet(
        randomOn: SquareLattice(size: size), count: count, using: &generator)
      let classifier = PhaseClassifier(
        try .convolutional(size: size, padding: .valid), seed: 1)
      let work = "L = \(size), 3 × 3, 1 → 16 → 32, batches of 128"
      return [
        try training(classifier, samples, "training, \(work)"),
        try inference(classifier, samples, "inference, \(work)"),
      ]
    }
  }

  /// Inputs that the plain loops are given.
  private static let plainCount = 64

  private func training(
    _ classifier: PhaseClassifier, _ samples: SampleSet, _ work: String
  ) throws -> BenchmarkResult {
    let labels = (0..<samples.count).map { $0.isMultiple(of: 2) }
    let inputs = try LabelledInputs(.spins(samples), isOrdered: labels)
    // An epoch ends with the validation set, which is to take no time.
    let validation = try LabelledInputs(.spins(samples.prefix(2)), isOrdered: [true, false])
    var training = try ClassifierTraining(classifier, training: inputs, validation: validation)
    let ours = try ProcessorTime.best(ofRuns: 20) { try training.runEpoch() }
    let plainInputs = Self.spins(samples)
    let plain = ProcessorTime.best(ofRuns: 3) {
      PlainClassifier(classifier).gradient(plainInputs, isOrdered: labels)
    }
    return result(work, count: samples.count, ours: ours.seconds, plain: plain.seconds)
  }

  private func inference(
    _ classifier: PhaseClassifier, _ samples: SampleSet, _ work: String
  ) throws -> BenchmarkResult {
    let ours = try ProcessorTime.best(ofRuns: 20) { try classifier.logits(samples) }
    let plainInputs = Self.spins(samples)
    let plain = ProcessorTime.best(ofRuns: 3) {
      let plain = PlainClassifier(classifier)
      return plainInputs.map { plain.logit($0) }
    }
    let agree = zip(ours.result, plain.result).allSatisfy { abs($0 - $1) < 1e-3 * max(1, abs($1)) }
    precondition(agree, "the two disagree")
    return result(work, count: samples.count, ours: ours.seconds, plain: plain.seconds)
  }

  private func result(
    _ work: String, count: Int, ours: Double, plain: Double
  ) -> BenchmarkResult {
    BenchmarkResult(
      subject: identifier, work: work, value: Double(count) / ours, unit: .imagesPerSecond,
      yardstick: Double(Self.plainCount) / plain, yardstickName: "plain loops")
  }

  private static func spins(_ samples: SampleSet) -> [[Float]] {
    (0..<plainCount).map { samples.spins(of: $0).map { Float($0) } }
  }
}
