import CNeuralKernels

/// Moves parameters along their gradients, and remembers what it takes.
struct ParameterOptimizer: Sendable {
  let kind: Optimizer
  /// Updates made.
  private(set) var step: Int
  private(set) var firstMoments: [Float]
  private(set) var secondMoments: [Float]

  init(_ kind: Optimizer, parameterCount: Int) {
    self.kind = kind
    step = 0
    firstMoments = [Float](repeating: 0, count: parameterCount)
    secondMoments = kind.hasSecondMoments ? firstMoments : []
  }

  init(
    _ kind: Optimizer, step: Int, firstMoments: [Float],
    secondMoments: [Float]
  ) {
    self.kind = kind
    self.step = step
    self.firstMoments = firstMoments
    self.secondMoments = secondMoments
  }

  /// One update up the gradient; returns the largest |θ| after it, NaN where a parameter is none.
  @discardableResult
  mutating func ascend(
    _ parameters: inout [Float], gradient: UnsafePointer<Float>
  ) -> Float {
    update(&parameters, gradient, sign: 1) { $0 / Float($1) }
  }

  /// One update down the gradient; returns the largest |θ| after it, NaN where a parameter is none.
  @discardableResult
  mutating func descend(
    _ parameters: inout [Float], gradient: UnsafePointer<Float>
  ) -> Float {
    update(&parameters, gradient, sign: -1) { Float(-Double($0) / $1) }
  }

  /// - Parameter rate: η/(1 - β₁^t), signed. Those who ascend and those who descend round it in different
  ///   ways, and what they trained is to keep its bits.
  private mutating func update(
    _ parameters: inout [Float], _ gradient: UnsafePointer<Float>, sign: Float,
    rate: (_ learningRate: Float, _ missing: Double) -> Float
  ) -> Float {
    step += 1
    switch kind {
    case .adam(let learningRate, let beta1, let beta2, let epsilon):
      let constants = steelyard_adam_step(
        beta1: beta1, beta2: beta2,
        rate: rate(learningRate, 1 - power(Double(beta1), step)),
        deviation_scale: Float(1 / (1 - power(Double(beta2), step)).squareRoot()),
        epsilon: epsilon)
      return steelyard_adam(
        constants, gradient, parameters.count, &parameters, &firstMoments, &secondMoments)
    case .stochasticGradient(let learningRate, let momentum):
      for index in parameters.indices {
        firstMoments[index] = momentum * firstMoments[index] + sign * learningRate * gradient[index]
        parameters[index] += firstMoments[index]
      }
      return parameters.reduce(0) { $0.isNaN || $1.isNaN ? .nan : max($0, abs($1)) }
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
