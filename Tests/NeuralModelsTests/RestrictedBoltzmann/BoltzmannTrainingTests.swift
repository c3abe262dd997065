import ExactIsing
import Foundation
@testable import NeuralModels
import Randomness
import SpinSystems
import Testing

@Suite struct BoltzmannTrainingTests {
  private func samples(
    size: Int = 4, count: Int
  ) throws -> (Ensemble, SampleSet) {
    let ensemble = try Ensemble.fixedMagnetization(
      size: size, temperature: 2, totalSpin: size % 2)
    var generator = RandomStreams(seed: 1).stream("training")
    return (ensemble, try PerfectSampler(ensemble).sample(count: count, using: &generator))
  }

  private static let optimizers: [Optimizer] = [
    .adam(), .stochasticGradient(learningRate: 0.1, momentum: 0.5),
  ]

  @Test(arguments: optimizers, [false, true])
  func `A resumed training ends where an uninterrupted one does`(
    optimizer: Optimizer, isPersistent: Bool
  ) throws {
    // Two whole batches and a half one.
    let (ensemble, samples) = try samples(count: 250)
    var options = BoltzmannTrainingOptions(hiddenCount: 9, seed: 3)
    options.isPersistent = isPersistent
    options.optimizer = optimizer
    options.recordsExactDivergence = true
    var whole = try BoltzmannTraining(samples, ensemble: ensemble, options: options)
    for _ in 0..<5 { try whole.runEpoch() }
    var parts = try BoltzmannTraining(samples, ensemble: ensemble, options: options)
    for epochs in [2, 0, 3] {
      for _ in 0..<epochs { try parts.runEpoch() }
      parts = try BoltzmannTraining(
        resuming: parts.checkpoint, samples: samples, ensemble: ensemble)
    }
    #expect(parts.checkpoint == whole.checkpoint)
    #expect(whole.epoch == 5 && whole.checkpoint.step == 15)
    #expect(whole.history.map(\.epoch) == [1, 2, 3, 4, 5])
    #expect(whole.history.last?.meanAbsoluteParameter == whole.machine.meanAbsoluteParameter)
  }

  @Test(arguments: optimizers, [false, true])
  func `Training comes nearer to the exact distribution`(
    optimizer: Optimizer, isPersistent: Bool
  ) throws {
    let ensemble = try Ensemble.canonical(size: 3, temperature: 2.5)
    var generator = RandomStreams(seed: 1).stream("training")
    let samples = try PerfectSampler(ensemble).sample(count: 2000, using: &generator)
    var options = BoltzmannTrainingOptions(hiddenCount: 12, seed: 1)
    options.isPersistent = isPersistent
    options.optimizer = optimizer
    options.recordsExactDivergence = true
    var training = try BoltzmannTraining(samples, ensemble: ensemble, options: options)
    let start = try ExactModel(training.machine, lattice: ensemble.lattice)
      .distances(from: ensemble)
    for _ in 0..<40 { try training.runEpoch() }
    let end = try ExactModel(training.machine, lattice: ensemble.lattice)
      .distances(from: ensemble)
    #expect(end.divergenceOfEnsemble < start.divergenceOfEnsemble / 3)
    #expect(end.totalVariation < start.totalVariation)
    let recorded = try #require(training.history.last?.exactDivergence)
    #expect(abs(recorded - end.divergenceOfEnsemble) < 1e-10)
    #expect(training.history[39].reconstructionError < training.history[0].reconstructionError)
  }

  @Test func `Seeds make the difference between trainings`() throws {
    let (_, samples) = try samples(count: 200)
    let machines = try ([1, 1, 2] as [UInt64]).map { seed in
      var training = try BoltzmannTraining(
        samples, options: BoltzmannTrainingOptions(hiddenCount: 5, seed: seed))
      try training.runEpoch()
      return training.machine
    }
    #expect(machines[0] == machines[1])
    #expect(machines[0] != machines[2])
  }

  @Test func `A training gives the same machine on every processor`() throws {
    var samples = SampleSet(lattice: SquareLattice(size: 5))
    var stream = RandomStreams(seed: 9).stream("pinned training")
    samples.append(packed: randomStates(units: 25, count: 330, using: &stream))
    var training = try BoltzmannTraining(
      samples, options: BoltzmannTrainingOptions(hiddenCount: 37, seed: 4))
    for _ in 0..<3 { try training.runEpoch() }
    let machine = training.machine
    let hash = (machine.weights + machine.visibleBias + machine.hiddenBias).reduce(UInt64(1)) {
      ($0 ^ UInt64($1.bitPattern)) &* 0x0000_0100_0000_01B3
    }
    // Found on x86-64-v4. It changes where random numbers or the order of sums do; a change that was
    // not meant makes old checkpoints go on differently.
    #expect(hash == 8_189_175_753_306_984_284)
  }

  @Test func `Initial weights have the deviation that is asked for`() throws {
    let (_, samples) = try samples(size: 8, count: 1)
    var options = BoltzmannTrainingOptions(hiddenCount: 200, seed: 5)
    options.initialWeightDeviation = 0.03
    let machine = try BoltzmannTraining(samples, options: options).machine
    let weights = machine.weights.map(Double.init)
    let count = Double(weights.count)
    let mean = weights.reduce(0, +) / count
    let variance = weights.reduce(0) { $0 + $1 * $1 } / count
    // Standard errors of mean and variance of 12,800 nearly normal numbers.
    #expect(abs(mean) < 4 * 0.03 / count.squareRoot())
    #expect(abs(variance / 0.0009 - 1) < 4 * (2 / count).squareRoot())
    #expect(machine.visibleBias.allSatisfy { $0 == 0 } && machine.hiddenBias.allSatisfy { $0 == 0 })
  }

  @Test func `A diverging training stops and stays where it was`() throws {
    let (_, samples) = try samples(count: 900)
    var training = try BoltzmannTraining(
      samples, options: BoltzmannTrainingOptions(hiddenCount: 6, seed: 1))
    for _ in 0..<2 { try training.runEpoch() }
    var checkpoint = training.checkpoint
    checkpoint.options.optimizer = .adam(learningRate: 450)
    training = try BoltzmannTraining(resuming: checkpoint, samples: samples)
    let thrown = #expect(throws: BoltzmannMachineError.self) { try training.runEpoch() }
    guard case .diverged(let epoch, let step, let largest) = thrown else {
      Issue.record("it did not diverge: \(String(describing: thrown))")
      return
    }
    // Two steps of 450 do not reach 1000.
    #expect(epoch == 3 && (2...9).contains(step) && largest > 1000)
    #expect(training.checkpoint == checkpoint)
    #expect(
      thrown?.description.hasPrefix(
        "training diverged in epoch \(epoch), step \(step) (both counted from 1): "
          + "a parameter reached \(largest)") == true)
    _ = try BoltzmannTraining(resuming: training.checkpoint, samples: samples)
  }

  @Test func `A learning rate beyond all numbers diverges at the first step`() throws {
    let (_, samples) = try samples(count: 10)
    var options = BoltzmannTrainingOptions(hiddenCount: 6, seed: 1)
    options.optimizer = .adam(learningRate: .greatestFiniteMagnitude)
    var training = try BoltzmannTraining(samples, options: options)
    #expect(throws: BoltzmannMachineError.self) { try training.runEpoch() }
    #expect(training.epoch == 0)
  }
}
