import Foundation
import MonteCarlo
@testable import NeuralModels
import SpinSystems
import Testing

@Suite struct BoltzmannMachineErrorTests {
  private func message(_ body: () throws -> Void) -> String? {
    #expect(throws: BoltzmannMachineError.self, performing: body)?.description
  }

  private var samples: SampleSet {
    var samples = SampleSet(lattice: SquareLattice(size: 2))
    samples.append(packed: [0b0011, 0b0101, 0b0111])
    return samples
  }

  private func training(
    _ samples: SampleSet, totalSpin: Int? = nil, size: Int = 2,
    _ change: (inout BoltzmannTrainingOptions) -> Void = { _ in }
  ) throws {
    var options = BoltzmannTrainingOptions(hiddenCount: 3, seed: 1)
    change(&options)
    let ensemble =
      if let totalSpin {
        try Ensemble.fixedMagnetization(size: size, temperature: 1, totalSpin: totalSpin)
      } else {
        try Ensemble.canonical(size: size, temperature: 1)
      }
    _ = try BoltzmannTraining(samples, ensemble: ensemble, options: options)
  }

  @Test func `Parameters that do not fit together are named`() {
    #expect(
      message {
        _ = try RestrictedBoltzmannMachine(
          weights: [1, 2, 3], visibleBias: [0, 0], hiddenBias: [0, 0])
      } == "the weights W have 3 elements; wanted 2 × 2 = 4, as the biases b and c have 2 and 2")
    #expect(
      message {
        _ = try RestrictedBoltzmannMachine(weights: [], visibleBias: [], hiddenBias: [1])
      } == "the bias b has no elements; wanted one for each unit")
    #expect(
      message {
        _ = try RestrictedBoltzmannMachine(weights: [], visibleBias: [1], hiddenBias: [])
      } == "the bias c has no elements; wanted one for each unit")
  }

  @Test func `An element that is no number is named`() {
    #expect(
      message {
        _ = try RestrictedBoltzmannMachine(
          weights: [0, 0, 0, 0, 0, .nan], visibleBias: [0, 0], hiddenBias: [0, 0, 0])
      } == "W[1][2] is nan; wanted a finite number")
    #expect(
      message {
        _ = try RestrictedBoltzmannMachine(
          weights: [0, 0], visibleBias: [0, -.infinity], hiddenBias: [0])
      } == "b[1] is -inf; wanted a finite number")
    #expect(
      message {
        _ = try RestrictedBoltzmannMachine(
          weights: [0, 0], visibleBias: [0], hiddenBias: [.infinity, 0])
      } == "c[0] is inf; wanted a finite number")
  }

  @Test func `A machine of another lattice is refused`() throws {
    let machine = try RestrictedBoltzmannMachine.random(
      visibleCount: 9, hiddenCount: 2, scale: 1, seed: 1)
    let wanted = "a machine of 9 visible units does not fit L = 2; wanted 4 visible units"
    #expect(message { try machine.requireLattice(SquareLattice(size: 2)) } == wanted)
    #expect(
      message {
        _ = try GibbsChains(
          machine, lattice: SquareLattice(size: 2), start: .random(count: 1), seed: 1)
      } == wanted)
    #expect(
      message {
        _ = try AnnealedImportanceSampling(seed: 1).logPartitionFunction(
          of: machine, base: samples, machineSamples: samples)
      } == wanted)
  }

  @Test func `A training set that is empty or of another ensemble is refused`() {
    #expect(
      message { try training(SampleSet(lattice: SquareLattice(size: 2))) }
        == "the set of configurations is empty; wanted at least one")
    #expect(
      message { try training(samples, totalSpin: 0) }
        == "sample 2 (counted from 0) has ΣS = 2; wanted 0, as the ensemble is "
        + "L = 2, T = 1.0, ΣS = 0 fixed")
    #expect(
      message { try training(samples, size: 3) } == "the configurations have L = 2; wanted L = 3")
  }

  @Test func `Impossible options are named, with what was found and wanted`() {
    let cases: [(String, (inout BoltzmannTrainingOptions) -> Void)] = [
      ("the number of hidden units is 0; wanted 1 to 65536", { $0.hiddenCount = 0 }),
      ("the number of epochs is -1; wanted at least 0", { $0.epochs = -1 }),
      ("the number k of Gibbs steps is 0; wanted at least 1", { $0.gibbsSteps = 0 }),
      ("the batch size is -3; wanted at least 1", { $0.batchSize = -3 }),
      (
        "the deviation of the initial weights is nan; wanted a finite number from 0 on",
        { $0.initialWeightDeviation = .nan }
      ),
      (
        "the learning rate is 0.0; wanted a finite number above 0",
        { $0.optimizer = .adam(learningRate: 0) }
      ),
      (
        "the learning rate is inf; wanted a finite number above 0",
        { $0.optimizer = .stochasticGradient(learningRate: .infinity) }
      ),
      (
        "β₁ of Adam is 1.0; wanted a number from 0 up to, but not including, 1",
        { $0.optimizer = .adam(beta1: 1) }
      ),
      (
        "β₂ of Adam is -0.5; wanted a number from 0 up to, but not including, 1",
        { $0.optimizer = .adam(beta2: -0.5) }
      ),
      (
        "ε of Adam is 0.0; wanted a finite number above 0", { $0.optimizer = .adam(epsilon: 0) }
      ),
      (
        "the momentum is nan; wanted a number from 0 up to, but not including, 1",
        { $0.optimizer = .stochasticGradient(learningRate: 1, momentum: .nan) }
      ),
    ]
    for (wanted, change) in cases {
      #expect(message { try training(samples, change) } == wanted)
    }
    var options = BoltzmannTrainingOptions(hiddenCount: 1, seed: 1)
    options.recordsExactDivergence = true
    #expect(
      message { _ = try BoltzmannTraining(samples, options: options) }
        == "the ensemble of a training that records the exact divergence is not given; wanted one")
  }

  @Test func `The defaults are the paper's`() throws {
    let options = BoltzmannTrainingOptions(hiddenCount: 144, seed: 7)
    #expect(options.gibbsSteps == 10 && options.epochs == 1000 && options.batchSize == 100)
    #expect(options.optimizer == .adam(learningRate: 0.005))
    #expect(!options.isPersistent)
    let coded = try JSONDecoder().decode(
      BoltzmannTrainingOptions.self, from: JSONEncoder().encode(options))
    #expect(coded == options)
  }

  @Test func `Starts that cannot be are refused`() throws {
    let lattice = SquareLattice(size: 2)
    let machine = try RestrictedBoltzmannMachine.random(
      visibleCount: 4, hiddenCount: 2, scale: 1, seed: 1)
    func start(_ start: GibbsChains.Start, _ totalSpin: Int? = nil) -> String? {
      message {
        _ = try GibbsChains(
          machine, lattice: lattice, start: start, totalSpin: totalSpin, seed: 1)
      }
    }
    #expect(start(.random(count: 0)) == "the number of chains is 0; wanted at least 1")
    #expect(
      start(.random(count: 1), 1)
        == "the conserved ΣS is 1; wanted a value from -4 to 4 of the parity of 4")
    #expect(
      start(.random(count: 1), .min)
        == "the conserved ΣS is \(Int.min); wanted a value from -4 to 4 of the parity of 4")
    #expect(
      start(.data(SampleSet(lattice: lattice), count: 3))
        == "the set of configurations is empty; wanted at least one")
    #expect(
      start(.data(SampleSet(lattice: SquareLattice(size: 3), count: 1) { _ in }, count: 3))
        == "the configurations have L = 3; wanted L = 2")
    #expect(
      start(.data(samples, count: 3), 0)
        == "the configuration 2 to start from (counted from 0) has ΣS = 2; wanted the conserved 0")
  }

  @Test func `A checkpoint that does not fit is refused`() throws {
    let options = BoltzmannTrainingOptions(hiddenCount: 3, seed: 1)
    let checkpoint = try BoltzmannTraining(samples, options: options).checkpoint
    func resume(
      _ samples: SampleSet, _ change: (inout BoltzmannCheckpoint) -> Void = { _ in }
    ) -> String? {
      var changed = checkpoint
      change(&changed)
      return message { _ = try BoltzmannTraining(resuming: changed, samples: samples) }
    }
    let start = "the training cannot go on: found "
    #expect(
      resume(samples.prefix(2))
        == start + "other samples; wanted those the training was begun with")
    #expect(
      resume(samples) { $0.firstMoments.removeLast() } == start + "18 first moments; wanted 19")
    #expect(
      resume(samples) { $0.secondMoments = [] } == start + "0 second moments; wanted 19")
    #expect(resume(samples) { $0.epoch = 2 } == start + "0 epochs of history; wanted 2")
    #expect(resume(samples) { $0.options.hiddenCount = 4 } == start + "3 hidden units; wanted 4")
    #expect(
      resume(samples) { $0.secondMoments[1] = .nan }
        == start + "a moment of nan; wanted finite numbers")
    #expect(
      resume(samples) { $0.options.isPersistent = true }
        == start + "0 words of persistent chains; wanted 100")
    #expect(
      resume(samples) { $0.step = -1 } == start + "epoch 0, step -1; wanted counters from 0 on")
    for step in [1, .max] {
      #expect(
        resume(samples) { $0.step = step }
          == start + "step \(step) in epoch 0; wanted 1 steps an epoch")
    }
    #expect(
      resume(samples) { $0.secondMoments[1] = -1 }
        == start + "a mean square of -1.0; wanted numbers from 0 on")
    #expect(
      resume(samples) {
        $0.epoch = 1
        $0.step = 1
        $0.history = [
          BoltzmannEpochRecord(
            epoch: 1, meanAbsoluteParameter: .nan, reconstructionError: 0.5, exactDivergence: nil)
        ]
      }?.contains("mean |θ| nan") == true)
    #expect(
      resume(samples) {
        $0.options.isPersistent = true
        $0.persistentChains = [UInt64](repeating: 1 << 4, count: 100)
      }?.contains("beyond the 4 of the machine") == true)
    #expect(
      resume(SampleSet(lattice: SquareLattice(size: 3), count: 1) { _ in })
        == "a machine of 4 visible units does not fit L = 3; wanted 9 visible units")
  }
}
