import Foundation
import NeuralModels
import SpinSystems

/// The paper's network by plain loops: two valid convolutions, each with ReLU and pooling, and a dense
/// layer.
struct PlainClassifier {
  private let size: Int
  private let first: PlainConvolution
  private let second: PlainConvolution
  /// Weights of the logit, [row][column][filter].
  private let dense: [Float]
  private let denseBias: Float

  /// The network of `classifier`, whose padding is valid and whose kernels are 3 × 3.
  init(_ classifier: PhaseClassifier) {
    size = classifier.architecture.input.rows
    first = PlainConvolution(
      weights: classifier[parameter: "conv1.weight"],
      bias: classifier[parameter: "conv1.bias"], kernelSize: 3)
    second = PlainConvolution(
      weights: classifier[parameter: "conv2.weight"],
      bias: classifier[parameter: "conv2.bias"], kernelSize: 3)
    let weights = classifier[parameter: "dense.weight"]
    let bias = classifier[parameter: "dense.bias"]
    let (featureCount, filters) = (weights.count / 2, second.filters)
    let area = featureCount / filters
    dense = (0..<featureCount).map { index in
      let feature = index % filters * area + index / filters
      return weights[featureCount + feature] - weights[feature]
    }
    denseBias = bias[1] - bias[0]
  }

  /// The maps of one input on their way.
  private struct Pass {
    var input: [Float]
    var first: Pooled
    var second: Pooled
    var logit: Float
  }

  /// The largest of each window of 2 × 2, or 0, and where it was; nil where none is above 0.
  private struct Pooled {
    var values: [Float]
    var sources: [Int?]
    var size: Int
  }

  private func pooled(_ map: [Float], size: Int, channels: Int) -> Pooled {
    let side = size / 2
    var result = Pooled(
      values: [Float](repeating: 0, count: side * side * channels),
      sources: [Int?](repeating: nil, count: side * side * channels), size: side)
    for row in 0..<side {
      for column in 0..<side {
        for place in 0..<4 {
          let from = ((2 * row + place / 2) * size + 2 * column + place % 2) * channels
          let to = (row * side + column) * channels
          for channel in 0..<channels where map[from + channel] > result.values[to + channel] {
            result.values[to + channel] = map[from + channel]
            result.sources[to + channel] = from + channel
          }
        }
      }
    }
    return result
  }

  private func pass(_ input: [Float]) -> Pass {
    let one = pooled(
      first.output(input, size: size), size: size - 2, channels: first.filters)
    let two = pooled(
      second.output(one.values, size: one.size), size: one.size - 2, channels: second.filters)
    let logit = zip(two.values, dense).reduce(denseBias) { $0 + $1.0 * $1.1 }
    return Pass(input: input, first: one, second: two, logit: logit)
  }

  /// z₁ - z₀ of a configuration's spins.
  func logit(_ spins: [Float]) -> Float { pass(spins).logit }

  /// The gradient of the summed cross-entropy by the weights of the second convolution, [tap][channel]
  /// [filter]; that of the other parameters is computed too.
  func gradient(_ inputs: [[Float]], isOrdered: [Bool]) -> [Float] {
    var weights = (first.weights.map { _ in Float(0) }, second.weights.map { _ in Float(0) })
    var biases = (first.bias.map { _ in Float(0) }, second.bias.map { _ in Float(0) })
    var denseGradient = dense.map { _ in Float(0) }
    for (input, isOrdered) in zip(inputs, isOrdered) {
      let pass = pass(input)
      let slope = 1 / (1 + exp(-pass.logit)) - (isOrdered ? 1 : 0)
      for index in dense.indices { denseGradient[index] += slope * pass.second.values[index] }
      let side = pass.first.size - 2
      let upper = second.backward(
        unpooled(
          dense.map { slope * $0 }, pass.second, count: side * side * second.filters),
        map: pass.first.values, size: pass.first.size, weightGradient: &weights.1,
        biasGradient: &biases.1)
      _ = first.backward(
        unpooled(upper, pass.first, count: (size - 2) * (size - 2) * first.filters),
        map: input, size: size, weightGradient: &weights.0, biasGradient: &biases.0)
    }
    return weights.1
  }

  private func unpooled(_ gradient: [Float], _ pooled: Pooled, count: Int) -> [Float] {
    var result = [Float](repeating: 0, count: count)
    for (index, source) in pooled.sources.enumerated() {
      if let source { result[source] = gradient[index] }
    }
    return result
  }
}
