import CNeuralKernels
import Foundation
@testable import NeuralModels
import Randomness
import SpinSystems
import Statistics
import Testing

@Suite struct BoltzmannLayerTests {
  private static let shapes = [
    (1, 1), (3, 2), (4, 16), (5, 17), (9, 5), (16, 16), (64, 64), (65, 63), (144, 144), (144, 200),
    (200, 144), (37, 129),
  ]

  @Test(arguments: shapes)
  func `Inputs are the sums of their terms up to rounding`(inputCount: Int, outputCount: Int) {
    var generator = RandomStreams(seed: 1).stream("layer", block: inputCount)
    let plain = PlainBoltzmannLayer(
      inputCount: inputCount, outputCount: outputCount, scale: 2, using: &generator)
    // Seven configurations: four abreast and three one by one.
    let states = randomStates(units: inputCount, count: 7, using: &generator)
    let inputs = plain.layer.inputs(states)
    let width = BoltzmannLayer.words(inputCount)
    // A sum of a group has at most 3 roundings and there are ⌈n/4⌉ additions after them, each with a
    // relative error of 2^-24 of a partial sum, which Σ |terms| bounds.
    let roundings = Double(3 + (inputCount + 3) / 4)
    for index in 0..<7 {
      let expected = plain.inputs(states[index * width..<(index + 1) * width])
      for j in 0..<outputCount {
        let error = abs(Double(inputs[index * outputCount + j]) - expected[j].sum)
        #expect(error <= roundings * 0x1p-24 * expected[j].magnitude)
      }
    }
  }

  @Test func `Probabilities have the stated relative error in both tails`() {
    let bias = (-1600...1600).map { Float($0) / 20 }
    let layer = PlainBoltzmannLayer(bias: bias).layer
    let probabilities = layer.probabilities([0])
    for (x, p) in zip(bias, probabilities) {
      let expected = sigmoid(Double(x))
      let bound = 0x1p-21 * (1 + Double(abs(x)) / 4)
      #expect(abs(Double(p) - expected) <= bound * expected)
    }
  }

  @Test func `Draws have the probabilities of the logistic function`() {
    let bias = (-64..<64).map { Float($0) / 5 + 0.1 }
    let layer = PlainBoltzmannLayer(bias: bias).layer
    let count = 200_000
    var stream = RandomStreams(seed: 2).stream("draws")
    var generator = UnitGenerator(using: &stream)
    let drawn = layer.draw([UInt64](repeating: 0, count: count), using: &generator)
    let width = BoltzmannLayer.words(bias.count)
    var ones = [Int](repeating: 0, count: bias.count)
    for index in 0..<count {
      for j in bias.indices where bit(j, of: drawn[index * width..<(index + 1) * width]) {
        ones[j] += 1
      }
    }
    // Where at least 10 of the rarer value are expected, z² has mean 1 and, with the binomial's excess
    // kurtosis, variance below 2.1; the others are at least possible.
    var (chiSquare, freedom) = (0.0, 0.0)
    for (x, found) in zip(bias, ones) {
      let p = sigmoid(Double(x))
      let variance = Double(count) * p * (1 - p)
      if variance < 10 {
        #expect(abs(Double(found) - Double(count) * p) < 30)
      } else {
        chiSquare += pow(Double(found) - Double(count) * p, 2) / variance
        freedom += 1
      }
    }
    #expect(freedom > 90)
    let pValue = chiSquareUpperTail(chiSquare, degreesOfFreedom: freedom)
    #expect(pValue > 1e-4 && pValue < 1 - 1e-4)
  }

  @Test func `Draws of neighbouring units and configurations are not correlated`() {
    let (units, count) = (128, 20_000)
    let layer = PlainBoltzmannLayer(bias: [Float](repeating: 0, count: units)).layer
    var stream = RandomStreams(seed: 3).stream("draws")
    var generator = UnitGenerator(using: &stream)
    let drawn = layer.draw([UInt64](repeating: 0, count: count), using: &generator)
    for (unitShift, shift) in [(1, 0), (2, 0), (16, 0), (0, 1), (0, 2), (0, 4), (1, 1), (0, 8)] {
      var (agreements, pairs) = (0, 0)
      for index in 0..<count - shift {
        for j in 0..<units - unitShift {
          let first = bit(j, of: drawn[2 * index..<2 * index + 2])
          let second = bit(j + unitShift, of: drawn[2 * (index + shift)..<2 * (index + shift) + 2])
          agreements += first == second ? 1 : 0
          pairs += 1
        }
      }
      // Agreements of fair coins are pairwise independent: variance pairs/4.
      let score = (Double(agreements) - Double(pairs) / 2) / (Double(pairs) / 4).squareRoot()
      #expect(abs(score) < 4.5)
    }
  }

  @Test func `Values of less than the smallest probability are never drawn`() {
    // e^-24 = 2^-34.6 is below 2^-32; beyond 80 the exponential is held.
    let bias: [Float] = [24, -24, 80, -80, 1000, -1000, .greatestFiniteMagnitude]
    let layer = PlainBoltzmannLayer(bias: bias).layer
    var stream = RandomStreams(seed: 4).stream("draws")
    var generator = UnitGenerator(using: &stream)
    let drawn = layer.draw([UInt64](repeating: 0, count: 100_000), using: &generator)
    #expect(drawn.allSatisfy { $0 == 0b101_0101 })
  }

  @Test(arguments: shapes)
  func `Bits beyond the units stay zero`(inputCount: Int, outputCount: Int) {
    var stream = RandomStreams(seed: 5).stream("layer", block: outputCount)
    let layer = PlainBoltzmannLayer(
      inputCount: inputCount, outputCount: outputCount, scale: 1, using: &stream
    ).layer
    let states = randomStates(units: inputCount, count: 6, using: &stream)
    var generator = UnitGenerator(using: &stream)
    let drawn = layer.draw(states, using: &generator)
    let width = BoltzmannLayer.words(outputCount)
    for index in 0..<6 {
      for j in outputCount..<64 * width {
        #expect(!bit(j, of: drawn[index * width..<(index + 1) * width]))
      }
    }
  }

  @Test(arguments: shapes)
  func `All levels of the processor give the same bits`(inputCount: Int, outputCount: Int) {
    var stream = RandomStreams(seed: 6).stream("layer", block: inputCount)
    let plain = PlainBoltzmannLayer(
      inputCount: inputCount, outputCount: outputCount, scale: 1, using: &stream)
    let count = 101
    let states = randomStates(units: inputCount, count: count, using: &stream)
    let layer = plain.layer
    var (first, second) = (UnitGenerator(using: &stream), UnitGenerator(using: &stream))
    second = first
    var scratch = layer.scratch(count: count)
    var probabilities = [Float](repeating: 0, count: count * outputCount)
    var drawn = [UInt64](repeating: 0, count: count * BoltzmannLayer.words(outputCount))
    layer.withKernelArguments(&scratch) { layer, scratch in
      steelyard_boltzmann_probabilities_baseline(
        layer, states, count, scratch, 1, &probabilities)
      second.withUnsafeState {
        steelyard_boltzmann_draw_baseline(layer, states, count, $0, scratch, &drawn)
      }
    }
    #expect(layer.probabilities(states) == probabilities)
    #expect(layer.draw(states, using: &first) == drawn)
    // The generators are left in the same state.
    #expect(layer.draw(states, using: &first) == layer.draw(states, using: &second))
  }
}
