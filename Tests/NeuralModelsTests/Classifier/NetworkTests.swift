import Foundation
@testable import NeuralModels
import SpinSystems
import Statistics
import Testing

@Suite struct `A classifier's network` {
  /// A logit is a sum of n products in single precision, through at most four layers. The rounding of a
  /// sum of n terms in order is within n·2⁻²⁴ of the sum of magnitudes, and in practice within √n of
  /// that; the layers here have n ≤ 1000 and magnitudes of the order of one, so that 10⁻⁴ would be a
  /// gross fault and 10⁻⁵ is met with room.
  @Test(arguments: NetworkSubject.all)
  func `has the outputs of the definitions`(subject: NetworkSubject) throws {
    let classifier = PhaseClassifier(subject.architecture, seed: 3)
    // More inputs than a shard holds, and not a multiple of one.
    let inputs = subject.inputs(count: 37)
    let logits = try classifier.logits(inputs)
    let plain = PlainNetwork(classifier)
    for index in 0..<inputs.count {
      let expected = plain.logit(inputs.values(index))
      #expect(abs(Double(logits[index]) - expected) < 1e-5 * max(1, abs(expected)))
    }
  }

  @Test(arguments: [8, 9, 20, 64], ClassifierArchitecture.Padding.allCases)
  func `sees spins as -1 and +1`(
    size: Int, padding: ClassifierArchitecture.Padding
  ) throws {
    guard padding == .circular || size >= 10 else { return }
    let samples = SampleSet.random(count: 5, size: size)
    let classifier = PhaseClassifier(
      try .convolutional(size: size, filters: [3, 4], padding: padding), seed: 5)
    let maps = try InputMaps(
      shape: MapShape(rows: size, columns: size),
      values: (0..<5).flatMap { samples.spins(of: $0).map { Float($0) } })
    #expect(try classifier.logits(samples) == classifier.logits(.maps(maps)))
  }

  /// The yardstick's loss is differentiated by central differences: with h = 10⁻⁵ and values of order
  /// one, truncation is of order h² = 10⁻¹⁰ and rounding 10⁻¹⁶/h = 10⁻¹¹. The kernels work in single
  /// precision, with sums of up to some thousand terms, hence 10⁻⁵ of the largest element.
  @Test(arguments: NetworkSubject.all)
  func `has the gradient of finite differences`(subject: NetworkSubject) throws {
    let classifier = subject.classifierWithBiases()
    let inputs = subject.inputs(count: 2)
    let labelled = try LabelledInputs(inputs, isOrdered: [true, false])
    let classWeights = (disordered: 1.5, ordered: 0.75)
    let gradient = classifier.gradient(on: labelled, classWeights: classWeights)
    var plain = PlainNetwork(classifier)
    func loss() -> Double {
      (0..<2).reduce(0.0) { sum, index in
        let logit = plain.logit(inputs.values(index))
        let isOrdered = labelled.isOrdered[index]
        let weight = isOrdered ? classWeights.ordered : classWeights.disordered
        return sum + weight * -log(logistic(isOrdered ? logit : -logit)) / 2
      }
    }
    for (name, _) in classifier.parameterShapes {
      let found = gradient[name]!
      let largest = found.reduce(0) { max($0, abs(Double($1))) }
      #expect(largest > 0, "\(name) has no influence")
      // All elements of small parameters, and some spread over large ones.
      for index in stride(from: 0, to: found.count, by: max(1, found.count / 17)) {
        let value = plain.parameters[name]![index]
        plain.parameters[name]![index] = value + 1e-5
        let above = loss()
        plain.parameters[name]![index] = value - 1e-5
        let below = loss()
        plain.parameters[name]![index] = value
        let expected = (above - below) / 2e-5
        let difference = abs(Double(found[index]) - expected)
        #expect(difference < 1e-5 * max(largest, 0.01), "\(name)[\(index)]")
      }
    }
  }
}
