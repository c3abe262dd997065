import Comparisons
import Judgement
import NeuralModels
import SpinSystems
import Statistics

/// Can a network learn to tell the samples from configurations of the reference? The classifier two-sample
/// test of D. Lopez-Paz and M. Oquab (ICLR 2017).
///
/// A convolutional network learns from half of the samples and as many configurations of the reference, and
/// is judged on the other halves. If both are of one law, it is right on half of them, whatever it learnt:
/// the number of right answers is binomial with p = ½. It looks at everything and at nothing in particular,
/// and needs more samples than the checks that know what they look for.
public struct ClassifierTwoSample: Check {
  public let identifier = "classifier-two-sample"
  public let title = "A network's guess"
  public let summary =
    "A convolutional network, trained on half, against the reference's configurations (thorough)."
  public let explanation = Explanation(
    equation: "right answers of a trained network on unseen halves: binomial with p = ½",
    sees: "Anything that a convolutional network can learn; for faults that nobody thought of.",
    blindTo: "What needs more samples than it has: every named check needs fewer for what it looks"
      + " for.",
    references: ["D. Lopez-Paz and M. Oquab, ICLR (2017)"])

  /// Passes over the training half.
  static let epochs = 12

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    let size = weighing.ensemble.lattice.size
    guard size >= 4 else { return .notApplicable("The network needs L of at least 4.") }
    let samples = weighing.compared
    guard let reference = try weighing.referenceConfigurations() else {
      return .notApplicable("No configurations of the reference's law can be had here.")
    }
    let count = min(samples.count, reference.samples.count)
    guard count >= 200 else {
      return .notApplicable("With fewer than 200 samples there is nothing to learn from.")
    }
    var generator = weighing.streams.stream("classifier two-sample", for: weighing.ensemble)
    let sets = [samples, reference.samples].map(ClassifierInputs.spins)
    // Halves in the order of drawing, so that those of a chain have little to do with each other.
    let half = count / 2
    let classifier = try Self.learn(sets.map { $0.extracting(0..<half) }, using: &generator)
    let judged = try sets.map { try classifier.logits($0.extracting(half..<count)) }
    let right = [judged[0].map { $0 > 0 ? 1.0 : 0 }, judged[1].map { $0 > 0 ? 0.0 : 1 }]
    return Self.examination(right, in: [weighing.order, reference.order], weighing)
  }

  /// A network that says "ordered" where it takes a configuration for a sample.
  private static func learn(
    _ halves: [ClassifierInputs], using generator: inout some RandomNumberGenerator
  ) throws -> PhaseClassifier {
    let size = halves[0].shape.rows
    var options = ClassifierTrainingOptions()
    options.maximumEpochs = epochs
    options.patience = nil
    options.seed = generator.next()
    // The last tenth picks the epoch.
    let cut = halves[0].count - max(20, halves[0].count / 10)
    func labelled(_ range: (ClassifierInputs) -> Range<Int>) throws -> LabelledInputs {
      let parts = halves.map { $0.extracting(range($0)) }
      let labels = zip(parts, [true, false]).flatMap { part, label in
        [Bool](repeating: label, count: part.count)
      }
      return try LabelledInputs(.joined(parts), isOrdered: labels)
    }
    var training = try ClassifierTraining(
      PhaseClassifier(try .convolutional(size: size, filters: [8, 16]), seed: generator.next()),
      training: try labelled { _ in 0..<cut }, validation: try labelled { cut..<$0.count },
      options: options)
    return try training.run()
  }

  /// What the right (1) and wrong (0) guesses on samples and on the reference's configurations show.
  private static func examination(
    _ right: [[Double]], in orders: [SampleOrder], _ weighing: Weighing
  ) -> Examination {
    let blocks = zip(right, orders).map { IndependentBlocks([$0], inOrder: $1) }
    let counts = blocks.map(\.effectiveCount)
    let means = right.map { $0.reduce(0, +) / Double($0.count) }
    let excess = (means[0] + means[1]) / 2 - 0.5
    let trials = counts.min()!
    // Half of the variance ¼ of a guess on either side.
    let interval = MeanInterval(variance: 0.125, range: 0, effectiveCount: trials)
    let isIndependent = blocks.allSatisfy { $0.length == 1 && $0.worth == 1 }
    guard blocks.allSatisfy(\.suffice), trials >= VectorMeanTest.fewestSamples else {
      return .evidence(
        Evidence(
          effectiveSampleCount: max(1, trials),
          detail: "The chain is too short for the correlations of the guesses."))
    }
    let total = right.reduce(0) { $0 + $1.count }
    let hits = Int(right.joined().reduce(0, +))
    let pValue: Double
    if isIndependent {
      pValue = binomialUpperTail(hits, of: total, probability: 0.5)
    } else {
      let errors = zip(blocks, counts).map { block, effectiveCount in
        Estimate(meanOf: block.columns[0], effectiveCount: effectiveCount).standardError / 2
      }
      let error = errors.reduce(0) { $0 + $1 * $1 }.squareRoot()
      pValue =
        error > 0
        ? studentTUpperTail(excess / error, degreesOfFreedom: max(1, trials - 1)) : 1
    }
    return weighing.examination(
      Evidence(
        statistic: .init("right guesses", Double(hits)), pValue: pValue, hasDiscreteLaw: true,
        effect: Effect(
          name: "share of right guesses beyond ½", value: excess,
          interval: interval.around(excess),
          tolerance: weighing.tolerances.guess, unit: ""),
        effectiveSampleCount: trials, detectable: interval.detectable,
        detail: "\(hits) of \(total) right on configurations that the network had not seen, half "
          + "of them samples and half of the reference's."))
  }
}

extension Check where Self == ClassifierTwoSample {
  /// Can a network learn to tell the samples from configurations of the reference?
  public static var classifierTwoSample: ClassifierTwoSample { ClassifierTwoSample() }
}
