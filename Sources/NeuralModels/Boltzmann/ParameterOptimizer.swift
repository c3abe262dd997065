import CNeuralKernels

/// Moves parameters up their gradients.
struct ParameterOptimizer: Sendable {
  let kind: BoltzmannTrainingOptions.Optimizer
  /// Updates made.
  private(set) var step: Int
  private(set) var firstMoments: [Float]
  private(set) var secondMoments: [Float]

  init(_ kind: BoltzmannTrainingOptions.Optimizer, parameterCount: Int) {
    self.kind = kind
    step = 0
    firstMoments = [Float](repeating: 0, count: parameterCount)
    secondMoments = kind.hasSecondMoments ? firstMoments : []
  }

  init(
    _ kind: BoltzmannTrainingOptions.Optimizer, step: Int, firstMoments: [Float],
    secondMoments: [Float]
  ) {
    self.kind = kind
    self.step = step
    self.firstMoments = firstMoments
    self.secondMoments = secondMoments
  }

  /// One update; returns the largest |θ| after it, NaN where a parameter is none.
  mutating func ascend(_ parameters: inout [Float], gradient: [Float]) -> Float {
    step += 1
    switch kind {
    case .adam(let learningRate, let beta1, let beta2, let epsilon):
      let constants = steelyard_adam_step(
        beta1: beta1, beta2: beta2,
        rate: learningRate / Float(1 - power(Double(beta1), step)),
        deviation_scale: Float(1 / (1 - power(Double(beta2), step)).squareRoot()),
        epsilon: epsilon)
      return steelyard_adam(
        constants, gradient, gradient.count, &parameters, &firstMoments, &secondMoments)
    case .stochasticGradient(let learningRate, let momentum):
      for index in parameters.indices {
        firstMoments[index] = momentum * firstMoments[index] + learningRate * gradient[index]
        parameters[index] += firstMoments[index]
      }
      return parameters.reduce(0) { $0.isNaN || $1.isNaN ? .nan : max($0, abs($1)) }
    }
  }
}

extension BoltzmannTrainingOptions.Optimizer {
  var hasSecondMoments: Bool {
    switch self {
    case .adam: true
    case .stochasticGradient: false
    }
  }
}

/// The whole power of a number, by multiplications alone: the same bits on every machine.
private func power(_ base: Double, _ exponent: Int) -> Double {
  var (result, square, rest) = (1.0, base, exponent)
  while rest > 0 {
    if rest & 1 == 1 { result *= square }
    square *= square
    rest >>= 1
  }
  return result
}
