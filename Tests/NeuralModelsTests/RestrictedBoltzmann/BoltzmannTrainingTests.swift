import ExactIsing
import Foundation
import SpinSystems
import Testing

@testable import NeuralModels

@Suite struct BoltzmannTrainingTests {
  @Test func `A resumed training ends where an uninterrupted one does`() throws {
    let ensemble = try Ensemble.fixedMagnetization(size: 4, temperature: 2, totalSpin: 0)
    var generator = RandomStreams(seed: 1).stream("training")
    let samples = try PerfectSampler(ensemble).sample(count: 250, using: &generator)
    for isPersistent in [false, true] {
      var options = BoltzmannTrainingOptions(hiddenCount: 9, seed: 3)
      options.isPersistent = isPersistent
      var whole = try BoltzmannTraining(samples, ensemble: ensemble, options: options)
      for _ in 0..<4 { try whole.runEpoch() }
      var first = try BoltzmannTraining(samples, ensemble: ensemble, options: options)
      for _ in 0..<2 { try first.runEpoch() }
      var second = try BoltzmannTraining(resuming: first.checkpoint, samples: samples)
      for _ in 0..<2 { try second.runEpoch() }
      #expect(second.checkpoint == whole.checkpoint)
    }
  }
}
