import Foundation
@testable import NeuralModels
import Testing

@Suite struct ParameterOptimizerTests {
  @Test func `Adam makes the steps of its definition`() {
    let (rate, beta1, beta2, epsilon) = (0.005, 0.9, 0.999, 1e-8)
    // More than one vector, and a remainder.
    let count = 21
    var parameters = (0..<count).map { Float($0) / 10 - 1 }
    var expected = parameters.map(Double.init)
    var first = [Double](repeating: 0, count: count)
    var second = first
    var optimizer = ParameterOptimizer(.adam(), parameterCount: count)
    for step in 1...50 {
      let gradient = (0..<count).map { Float(sin(Double(step * ($0 + 1)))) * ($0 == 3 ? 0 : 1) }
      let largest = optimizer.ascend(&parameters, gradient: gradient)
      for index in 0..<count {
        let g = Double(gradient[index])
        first[index] = beta1 * first[index] + (1 - beta1) * g
        second[index] = beta2 * second[index] + (1 - beta2) * g * g
        let mean = first[index] / (1 - pow(beta1, Double(step)))
        let deviation = (second[index] / (1 - pow(beta2, Double(step)))).squareRoot()
        expected[index] += rate * mean / (deviation + epsilon)
      }
      #expect(largest == parameters.map { abs($0) }.max())
    }
    #expect(optimizer.step == 50)
    // Each of 50 steps of at most 0.005 has a relative error of about 10 · 2^-24, and, as β₂ in `Float`
    // leaves 1 - β₂ with one of 3e-5, √(second moment) with half of that.
    for (found, wanted) in zip(parameters, expected) {
      #expect(abs(Double(found) - wanted) < 50 * 0.005 * 2e-5 + 50 * 0x1p-24)
    }
    #expect(parameters[3] == -0.7)
  }

  @Test func `The first step of Adam is the learning rate, whatever the gradient's size`() {
    for gradient: Float in [1e-3, 1, 1e3, -5] {
      var parameters: [Float] = [0]
      var optimizer = ParameterOptimizer(.adam(), parameterCount: 1)
      optimizer.ascend(&parameters, gradient: [gradient])
      #expect(abs(parameters[0] - (gradient < 0 ? -0.005 : 0.005)) < 1e-6)
    }
  }

  /// η is rounded another way, by a few 2^-24 of it.
  @Test(arguments: [Optimizer.adam(), .stochasticGradient(learningRate: 0.1, momentum: 0.5)])
  func `Down the gradient is up its negative`(kind: Optimizer) {
    var (down, up): ([Float], [Float]) = ([1, -2, 0.5], [1, -2, 0.5])
    var descending = ParameterOptimizer(kind, parameterCount: 3)
    var ascending = descending
    for step in 1...20 {
      let gradient = (0..<3).map { Float(sin(Double(step * ($0 + 1)))) }
      descending.descend(&down, gradient: gradient)
      ascending.ascend(&up, gradient: gradient.map { -$0 })
    }
    for (found, wanted) in zip(down, up) { #expect(abs(found - wanted) < 20 * 0x1p-22) }
  }

  @Test func `Gradient ascent adds up its momentum`() {
    var parameters: [Float] = [1, -2]
    var optimizer = ParameterOptimizer(
      .stochasticGradient(learningRate: 0.5, momentum: 0.5), parameterCount: 2)
    #expect(optimizer.ascend(&parameters, gradient: [1, 0.5]) == 1.75)
    #expect(parameters == [1.5, -1.75])
    // Changes 0.5 · 0.5 + 0.5 · 2 and 0.5 · 0.25 - 0.5.
    #expect(optimizer.ascend(&parameters, gradient: [2, -1]) == 2.75)
    #expect(parameters == [2.75, -2.125])
    #expect(optimizer.secondMoments.isEmpty)
  }

  @Test(
    arguments: [
      Optimizer.adam(), .stochasticGradient(learningRate: 0.1),
    ], [0, 15, 16, 20])
  func `A parameter that is not a number is noticed`(
    kind: Optimizer, place: Int
  ) {
    // More than one vector, and a remainder.
    var parameters = [Float](repeating: 1, count: 21)
    var gradient = parameters
    gradient[place] = .nan
    var optimizer = ParameterOptimizer(kind, parameterCount: parameters.count)
    #expect(optimizer.ascend(&parameters, gradient: gradient).isNaN)
  }
}
