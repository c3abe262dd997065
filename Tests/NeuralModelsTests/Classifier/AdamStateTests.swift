@testable import NeuralModels
import Randomness
import SpinSystems
import Testing

@Suite struct `Adam` {
  /// The recursion in double precision; single precision rounds each of some ten operations in each of
  /// 50 steps of at most η, which makes 50·10·2⁻²⁴ of the way at most.
  @Test func `takes the steps of the definition`() {
    var options = ClassifierTrainingOptions()
    options.learningRate = 0.01
    var generator = RandomStreams(seed: 4).stream("adam")
    var parameters: [Float] = [1, -2, 0.5, 0, 3]
    var state = AdamState(parameterCount: 5)
    var expected = parameters.map { Double($0) }
    var (first, second) = ([Double](repeating: 0, count: 5), [Double](repeating: 0, count: 5))
    let (beta1, beta2) = (Double(options.beta1), Double(options.beta2))
    var (power1, power2) = (1.0, 1.0)
    for _ in 1...50 {
      let gradient = (0..<5).map { Float(generator.nextUnitInterval() - 0.4) * Float($0) }
      state.descend(&parameters, gradient: gradient, options: options)
      (power1, power2) = (power1 * beta1, power2 * beta2)
      for index in 0..<5 {
        let g = Double(gradient[index])
        first[index] = beta1 * first[index] + (1 - beta1) * g
        second[index] = beta2 * second[index] + (1 - beta2) * g * g
        let deviation = (second[index] / (1 - power2)).squareRoot() + Double(options.epsilon)
        expected[index] -= 0.01 * first[index] / (1 - power1) / deviation
      }
    }
    #expect(state.step == 50)
    for index in 0..<5 { #expect(abs(Double(parameters[index]) - expected[index]) < 2e-5) }
    // Without a gradient there is no step.
    #expect(parameters[0] == 1)
  }
}
