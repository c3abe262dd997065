import CNeuralKernels

/// The memory of the optimizer Adam (D. P. Kingma and J. Ba 2014): running means of the gradient and of
/// its square.
struct AdamState: Sendable {
  private(set) var step = 0
  private(set) var firstMoments: [Float]
  private(set) var secondMoments: [Float]
  /// β₁^t and β₂^t.
  private var powers = (1.0, 1.0)

  init(parameterCount: Int) {
    firstMoments = [Float](repeating: 0, count: parameterCount)
    secondMoments = firstMoments
  }

  /// One step down `gradient`.
  mutating func descend(
    _ parameters: inout [Float], gradient: UnsafePointer<Float>,
    options: ClassifierTrainingOptions
  ) {
    step += 1
    powers.0 *= Double(options.beta1)
    powers.1 *= Double(options.beta2)
    // The kernel goes up, which a negative rate turns round.
    let constants = steelyard_adam_step(
      beta1: options.beta1, beta2: options.beta2,
      rate: Float(-Double(options.learningRate) / (1 - powers.0)),
      deviation_scale: Float(1 / (1 - powers.1).squareRoot()), epsilon: options.epsilon)
    _ = steelyard_adam(
      constants, gradient, parameters.count, &parameters, &firstMoments, &secondMoments)
  }
}
