import Foundation
@testable import NeuralModels
import Randomness
import SpinSystems

/// A layer by the letter of its definition, in `Double`: what the kernels are held against.
struct PlainBoltzmannLayer {
  let inputCount: Int
  let outputCount: Int
  /// R, shape [n, m].
  let rows: [Float]
  let bias: [Float]

  /// Rows and bias drawn uniformly from -scale to scale.
  init(
    inputCount: Int, outputCount: Int, scale: Float, using generator: inout Xoshiro256PlusPlus
  ) {
    self.inputCount = inputCount
    self.outputCount = outputCount
    rows = (0..<inputCount * outputCount).map { _ in
      Float.random(in: -scale...scale, using: &generator)
    }
    bias = (0..<outputCount).map { _ in Float.random(in: -scale...scale, using: &generator) }
  }

  /// A layer with no weights, whose inputs are the bias.
  init(bias: [Float]) {
    inputCount = 1
    outputCount = bias.count
    rows = [Float](repeating: 0, count: bias.count)
    self.bias = bias
  }

  /// The layer that is put to the test.
  var layer: BoltzmannLayer {
    var layer = BoltzmannLayer(inputCount: inputCount, outputCount: outputCount)
    layer.set(rows: rows, bias: bias)
    return layer
  }

  /// x of one configuration, and the sum of the absolute values of its terms.
  func inputs(_ states: ArraySlice<UInt64>) -> [(sum: Double, magnitude: Double)] {
    (0..<outputCount).map { j in
      var (sum, magnitude) = (Double(bias[j]), Double(abs(bias[j])))
      for i in 0..<inputCount where bit(i, of: states) {
        sum += Double(rows[i * outputCount + j])
        magnitude += Double(abs(rows[i * outputCount + j]))
      }
      return (sum, magnitude)
    }
  }
}

/// Bit `index` of packed states.
func bit(_ index: Int, of states: ArraySlice<UInt64>) -> Bool {
  states[states.startIndex + index >> 6] >> UInt64(index & 63) & 1 == 1
}

/// States of `count` configurations of `units` units, all equally probable.
func randomStates(
  units: Int, count: Int, using generator: inout Xoshiro256PlusPlus
) -> [UInt64] {
  let width = BoltzmannLayer.words(units)
  return (0..<count * width).map { index in
    let used = units - index % width * 64
    return generator.next() & (used >= 64 ? .max : 1 << UInt64(used) - 1)
  }
}

func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

extension BoltzmannLayer {
  func inputs(_ states: [UInt64]) -> [Float] {
    let count = states.count / Self.words(inputCount)
    var scratch = scratch(count: count)
    var result = [Float](repeating: 0, count: count * outputCount)
    setInputs(states, count: count, scratch: &scratch, to: &result)
    return result
  }

  func probabilities(_ states: [UInt64]) -> [Float] {
    let count = states.count / Self.words(inputCount)
    var scratch = scratch(count: count)
    var result = [Float](repeating: 0, count: count * outputCount)
    setProbabilities(states, count: count, scratch: &scratch, to: &result)
    return result
  }

  func draw(_ states: [UInt64], using generator: inout UnitGenerator) -> [UInt64] {
    let count = states.count / Self.words(inputCount)
    var scratch = scratch(count: count)
    var result = [UInt64](repeating: .max, count: count * Self.words(outputCount))
    draw(states, count: count, using: &generator, scratch: &scratch, to: &result)
    return result
  }
}
