import Foundation
import NeuralModels
import Randomness
import SpinSystems

/// The yardstick of the Boltzmann kernels: a machine, its training and its chains by the formulas, unit by
/// unit, with rows of the weights added where a unit is 1.
struct PlainBoltzmannMachine {
  private let visibleCount: Int
  private let hiddenCount: Int
  private let options: BoltzmannTrainingOptions
  private var weights: [Float]
  private var visibleBias: [Float]
  private var hiddenBias: [Float]
  private var moments: [(first: Float, second: Float)]
  private var step = 0
  private var stream: Xoshiro256PlusPlus

  /// - Precondition: the options are those of Adam, and chains do not persist.
  init(
    _ machine: RestrictedBoltzmannMachine, options: BoltzmannTrainingOptions,
    using stream: Xoshiro256PlusPlus
  ) {
    precondition(options.optimizer == .adam() && !options.isPersistent)
    visibleCount = machine.visibleCount
    hiddenCount = machine.hiddenCount
    self.options = options
    weights = machine.weights
    visibleBias = machine.visibleBias
    hiddenBias = machine.hiddenBias
    let count = weights.count + visibleCount + hiddenCount
    moments = [(Float, Float)](repeating: (0, 0), count: count)
    self.stream = stream
  }

  var meanAbsoluteParameter: Double {
    let parameters = weights + visibleBias + hiddenBias
    return parameters.reduce(0) { $0 + Double(abs($1)) } / Double(parameters.count)
  }

  /// Moves every configuration by Gibbs steps and returns how many units are 1 in the end.
  mutating func advance(_ samples: SampleSet, steps: Int) -> Int {
    let transposed = transposedWeights
    return (0..<samples.count).reduce(0) { sum, index in
      var visible = units(samples, index)
      for _ in 0..<steps {
        let hidden = drawn(hiddenProbabilities(visible))
        visible = drawn(probabilities(hidden, transposed, visibleBias))
      }
      return sum + visible.count { $0 }
    }
  }

  /// Uses every configuration once, in the order in which they come.
  mutating func runEpoch(_ samples: SampleSet) {
    for start in stride(from: 0, to: samples.count, by: options.batchSize) {
      update(samples, start..<min(start + options.batchSize, samples.count))
    }
  }

  private mutating func update(_ samples: SampleSet, _ batch: Range<Int>) {
    let transposed = transposedWeights
    var gradient = [Float](repeating: 0, count: moments.count)
    for index in batch {
      var visible = units(samples, index)
      var probabilities = hiddenProbabilities(visible)
      add(visible, probabilities, 1 / Float(batch.count), to: &gradient)
      for _ in 0..<options.gibbsSteps {
        let hidden = drawn(probabilities)
        visible = drawn(self.probabilities(hidden, transposed, visibleBias))
        probabilities = hiddenProbabilities(visible)
      }
      add(visible, probabilities, -1 / Float(batch.count), to: &gradient)
    }
    ascend(gradient)
  }

  private func add(
    _ visible: [Bool], _ probabilities: [Float], _ scale: Float, to gradient: inout [Float]
  ) {
    let (n, m) = (visibleCount, hiddenCount)
    for i in 0..<n where visible[i] {
      for j in 0..<m { gradient[i * m + j] += scale * probabilities[j] }
      gradient[n * m + i] += scale
    }
    for j in 0..<m { gradient[n * m + n + j] += scale * probabilities[j] }
  }

  private mutating func ascend(_ gradient: [Float]) {
    guard case .adam(let rate, let beta1, let beta2, let epsilon) = options.optimizer else {
      return
    }
    step += 1
    let correction1 = 1 - pow(beta1, Float(step))
    let correction2 = 1 - pow(beta2, Float(step))
    func change(_ index: Int) -> Float {
      let g = gradient[index]
      moments[index].first = beta1 * moments[index].first + (1 - beta1) * g
      moments[index].second = beta2 * moments[index].second + (1 - beta2) * g * g
      let deviation = (moments[index].second / correction2).squareRoot()
      return rate * (moments[index].first / correction1) / (deviation + epsilon)
    }
    let biasStart = weights.count + visibleCount
    for index in weights.indices { weights[index] += change(index) }
    for i in 0..<visibleCount { visibleBias[i] += change(weights.count + i) }
    for j in 0..<hiddenCount { hiddenBias[j] += change(biasStart + j) }
  }

  private func units(_ samples: SampleSet, _ index: Int) -> [Bool] {
    let words = samples.packed(index)
    return (0..<visibleCount).map {
      words[words.startIndex + $0 / 64] >> UInt64($0 % 64) & 1 == 1
    }
  }

  private var transposedWeights: [Float] {
    (0..<weights.count).map { weights[$0 % visibleCount * hiddenCount + $0 / visibleCount] }
  }

  private func hiddenProbabilities(_ visible: [Bool]) -> [Float] {
    probabilities(visible, weights, hiddenBias)
  }

  private func probabilities(_ units: [Bool], _ rows: [Float], _ bias: [Float]) -> [Float] {
    var sums = bias
    let width = bias.count
    for (i, isOn) in units.enumerated() where isOn {
      for j in 0..<width { sums[j] += rows[i * width + j] }
    }
    return sums.map { 1 / (1 + exp(-$0)) }
  }

  private mutating func drawn(_ probabilities: [Float]) -> [Bool] {
    probabilities.map { Float(stream.next() >> 40) * 0x1p-24 < $0 }
  }
}
