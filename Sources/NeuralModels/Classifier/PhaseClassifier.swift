import Randomness
import SpinSystems
import Statistics

/// A network that tells whether a configuration is of the ordered or of the disordered phase.
///
/// Its two outputs z₀ (disordered) and z₁ (ordered) become probabilities by softmax; that of the ordered
/// phase is σ(z₁ - z₀) with σ(x) = 1/(1 + e^-x), and z₁ - z₀ is called its logit. The mean of the
/// probability over configurations is what Azizi and Pleimling (2021, Fig. 3) show against T.
///
/// Results are the same bits on every processor and any number of cores.
public struct PhaseClassifier: Sendable {
  /// The layers and their sizes.
  public let architecture: ClassifierArchitecture
  let layout: NetworkLayout
  /// All parameters, as `NetworkLayout` lays them out.
  var parameters: [Float]

  /// An untrained classifier.
  ///
  /// Weights are uniform with standard deviation (2/n)^½ for a unit with n inputs and a ReLU behind
  /// it (K. He et al. 2015), and (1/n)^½ for the two outputs; biases are zero.
  public init(_ architecture: ClassifierArchitecture, seed: UInt64) {
    self.architecture = architecture
    layout = NetworkLayout(architecture)
    parameters = [Float](repeating: 0, count: layout.parameterCount)
    var generator = RandomStreams(seed: seed).stream("classifier initial weights")
    for parameter in layout.parameters where parameter.fanIn > 0 {
      let gain = parameter.name.hasPrefix("dense") ? 1.0 : 2
      let limit = (3 * gain / Double(parameter.fanIn)).squareRoot()
      for place in parameter.places {
        parameters[place] = Float(limit * (2 * generator.nextUnitInterval() - 1))
      }
    }
  }

  /// A classifier like `other` with other parameters.
  init(_ other: PhaseClassifier, parameters: [Float]) {
    architecture = other.architecture
    layout = other.layout
    self.parameters = parameters
  }

  // MARK: Parameters

  /// The names and shapes of the parameters, as a PyTorch module with layers of these names has them.
  ///
  /// `conv1.weight` [filters, channels, k, k] and `conv1.bias` [filters], the same for `conv2` and so on;
  /// `hidden.weight` [units, features] and `hidden.bias` where there is a hidden layer; `dense.weight`
  /// [2, features] and `dense.bias` [2]. Features are in the order of `torch.flatten` of
  /// [channels, rows, columns]; output 1 is the ordered phase.
  public var parameterShapes: [(name: String, shape: [Int])] {
    layout.parameters.map { ($0.name, $0.shape) }
  }

  /// The elements of a parameter in C order.
  ///
  /// - Precondition: there is a parameter of that name.
  public subscript(parameter name: String) -> [Float] {
    place(of: name).places.map { parameters[$0] }
  }

  /// Sets a parameter.
  ///
  /// - Precondition: there is a parameter of that name.
  /// - Throws: `ClassifierError.parameter` where the number of values is wrong or one is not finite.
  public mutating func setParameter(
    _ name: String, to values: [Float]
  ) throws(ClassifierError) {
    let parameter = place(of: name)
    guard values.count == parameter.places.count else {
      throw .parameter(
        name, found: "\(values.count) elements",
        wanted: "\(parameter.places.count), in the shape \(parameter.shape)")
    }
    if let value = values.first(where: { !$0.isFinite }) {
      throw .parameter(name, found: "\(value)", wanted: "finite numbers")
    }
    for (place, value) in zip(parameter.places, values) { parameters[place] = value }
  }

  private func place(of name: String) -> NetworkLayout.Parameter {
    guard let parameter = layout.parameters.first(where: { $0.name == name }) else {
      preconditionFailure("no parameter is called \(name)")
    }
    return parameter
  }

  // MARK: Outputs

  /// z₁ - z₀ for each input.
  ///
  /// - Throws: `ClassifierError.inputShape` where the inputs are not of the classifier's shape.
  public func logits(_ inputs: ClassifierInputs) throws(ClassifierError) -> [Float] {
    guard inputs.shape == architecture.input else {
      throw .inputShape(inputs.shape, wanted: architecture.input)
    }
    let ranges = NetworkShards.ranges(count: inputs.count)
    return logits(
      inputs, with: NetworkWeights(layout, parameters),
      on: NetworkShards(layout, limit: ranges.count))
  }

  /// The probability of the ordered phase for each input, in [0, 1].
  ///
  /// - Throws: `ClassifierError.inputShape` where the inputs are not of the classifier's shape.
  public func outputs(_ inputs: ClassifierInputs) throws(ClassifierError) -> [Float] {
    try logits(inputs).map { Float(logistic(Double($0))) }
  }

  /// z₁ - z₀ for each configuration.
  public func logits(_ samples: SampleSet) throws(ClassifierError) -> [Float] {
    try logits(.spins(samples))
  }

  /// The probability of the ordered phase for each configuration, in [0, 1].
  public func outputs(_ samples: SampleSet) throws(ClassifierError) -> [Float] {
    try outputs(.spins(samples))
  }

  func logits(
    _ inputs: ClassifierInputs, with weights: NetworkWeights, on shards: NetworkShards
  ) -> [Float] {
    guard inputs.count > 0 else { return [] }
    let ranges = NetworkShards.ranges(count: inputs.count)
    return [Float](unsafeUninitializedCapacity: inputs.count) { buffer, initializedCount in
      inputs.withPointer { pointer in
        shards.forEach(count: ranges.count) { workspace, shard in
          let range = ranges[shard]
          for index in range {
            workspace.take(pointer, index: index, slot: index - range.lowerBound)
          }
          workspace.forward(weights, count: range.count, isTraining: false)
          for index in range {
            buffer.initializeElement(at: index, to: workspace.logits[index - range.lowerBound])
          }
        }
      }
      initializedCount = inputs.count
    }
  }
}
