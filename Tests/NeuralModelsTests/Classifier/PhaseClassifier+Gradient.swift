import Foundation
@testable import NeuralModels
import Randomness
import SpinSystems

extension PhaseClassifier {
  /// The gradient of the mean loss over all of `inputs` by the kernels, by the names of parameters and in
  /// C order.
  func gradient(
    on inputs: LabelledInputs, classWeights: (disordered: Double, ordered: Double) = (1, 1),
    cores: Int = 1
  ) -> [String: [Float]] {
    let gradient = BatchGradient(layout, largestBatch: inputs.count)
    _ = gradient.compute(
      inputs, Array(0..<inputs.count), classWeights: classWeights,
      with: NetworkWeights(layout, parameters),
      on: NetworkShards(layout, limit: 100, cores: cores))
    return Dictionary(
      uniqueKeysWithValues: layout.parameters.map { parameter in
        (parameter.name, parameter.places.map { gradient.pointer[$0] })
      })
  }
}

extension NetworkSubject {
  /// An untrained classifier, but with biases that are not zero.
  func classifierWithBiases() -> PhaseClassifier {
    var classifier = PhaseClassifier(architecture, seed: 7)
    var generator = RandomStreams(seed: 7).stream("biases")
    for (name, shape) in classifier.parameterShapes where name.hasSuffix("bias") {
      try! classifier.setParameter(
        name, to: (0..<shape[0]).map { _ in Float(generator.nextUnitInterval() - 0.5) })
    }
    return classifier
  }
}

extension SampleSet {
  /// Configurations of independent spins.
  static func random(count: Int, size: Int, seed: UInt64 = 1) -> SampleSet {
    let lattice = SquareLattice(size: size)
    var generator = RandomStreams(seed: seed).stream("random configurations")
    var samples = SampleSet(lattice: lattice)
    for _ in 0..<count {
      samples.append(
        spins: (0..<lattice.siteCount).map { _ in Bool.random(using: &generator) ? 1 : -1 })
    }
    return samples
  }
}
