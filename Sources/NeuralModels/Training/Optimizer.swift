/// How parameters follow their gradients.
public enum Optimizer: Sendable, Codable, Hashable {
  /// Adam (D. P. Kingma and J. Ba 2015, Algorithm 1).
  case adam(
    learningRate: Float = 0.005, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8)
  /// Stochastic gradient ascent with momentum μ: Δ ← μ Δ + η g, θ ← θ + Δ.
  case stochasticGradient(learningRate: Float, momentum: Float = 0)

  /// Whether it remembers the gradient's square as well.
  var hasSecondMoments: Bool {
    switch self {
    case .adam: true
    case .stochasticGradient: false
    }
  }
}
