import ExactIsing
import Foundation
@testable import NeuralModels
import Randomness
import SpinSystems

extension RestrictedBoltzmannMachine {
  /// A machine with parameters drawn uniformly from -scale to scale.
  static func random(
    visibleCount: Int, hiddenCount: Int, scale: Float, seed: UInt64
  ) throws -> RestrictedBoltzmannMachine {
    var stream = RandomStreams(seed: seed).stream("random machine")
    func draw(_ count: Int) -> [Float] {
      (0..<count).map { _ in Float.random(in: -scale...scale, using: &stream) }
    }
    return try RestrictedBoltzmannMachine(
      weights: draw(visibleCount * hiddenCount), visibleBias: draw(visibleCount),
      hiddenBias: draw(hiddenCount))
  }

  /// A machine of m = 16 units trained on 2,000 perfect configurations of L = 4 at T = 2, ΣS = 0.
  static func trained(epochs: Int = 20) throws -> RestrictedBoltzmannMachine {
    let ensemble = try Ensemble.fixedMagnetization(size: 4, temperature: 2, totalSpin: 0)
    var generator = RandomStreams(seed: 1).stream("training", for: ensemble)
    let samples = try PerfectSampler(ensemble).sample(count: 2000, using: &generator)
    var training = try BoltzmannTraining(
      samples, ensemble: ensemble, options: BoltzmannTrainingOptions(hiddenCount: 16, seed: 1))
    for _ in 0..<epochs { try training.runEpoch() }
    return training.machine
  }

  /// -E(v, h) = b·v + c·h + v·W·h of states given by their numbers.
  func negativeEnergy(visible v: Int, hidden h: Int) -> Double {
    var sum = 0.0
    for i in 0..<visibleCount where v >> i & 1 == 1 {
      sum += Double(visibleBias[i])
      for j in 0..<hiddenCount where h >> j & 1 == 1 {
        sum += Double(weights[i * hiddenCount + j])
      }
    }
    for j in 0..<hiddenCount where h >> j & 1 == 1 { sum += Double(hiddenBias[j]) }
    return sum
  }

  /// exp(-E(v, h)) of all states, [2ⁿ][2ᵐ].
  var jointWeights: [[Double]] {
    (0..<1 << visibleCount).map { v in
      (0..<1 << hiddenCount).map { h in exp(negativeEnergy(visible: v, hidden: h)) }
    }
  }
}
