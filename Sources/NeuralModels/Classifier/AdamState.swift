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
    steelyard_adam(
      &parameters, &firstMoments, &secondMoments, gradient, parameters.count,
      steelyard_adam_step(
        learning_rate: options.learningRate, beta1: options.beta1, beta2: options.beta2,
        epsilon: options.epsilon, correction1: Float(1 - powers.0),
        root_correction2: Float((1 - powers.1).squareRoot())))
  }
}
