import Foundation
@testable import NeuralModels
import Randomness
import SpinSystems
import Testing

@Suite struct GradientTests {
  private static let lattice = SquareLattice(size: 3)

  /// All states of nine visible units.
  private let states = (0..<512).map { UInt64($0) }

  private func machine(hiddenCount: Int = 5, scale: Float = 1) throws
    -> RestrictedBoltzmannMachine
  {
    try .random(visibleCount: 9, hiddenCount: hiddenCount, scale: scale, seed: 8)
  }

  private func parameters(_ machine: RestrictedBoltzmannMachine) -> [Float] {
    machine.weights + machine.visibleBias + machine.hiddenBias
  }

  /// Data with unequal weights.
  private var data: SampleSet {
    var samples = SampleSet(lattice: Self.lattice)
    samples.append(packed: [0b101010101, 0b111000111, 0, 0b000000001, 0b101010101, 0b110110000])
    return samples
  }

  /// The gradient of the mean log-likelihood of the data by the code that training uses, with both means
  /// taken exactly: it is linear in the states, so it is put together from single ones.
  private func exactGradient(_ machine: RestrictedBoltzmannMachine) throws -> [Double] {
    let model = try ExactModel(machine, lattice: Self.lattice)
    var divergence = ContrastiveDivergence(visibleCount: 9, hiddenCount: machine.hiddenCount)
    var sum = [Double](repeating: 0, count: divergence.gradient.count)
    for state in states {
      let inData = Double(data.words.count { $0 == state }) / Double(data.count)
      let weight = inData - model.probabilities[Int(state)]
      divergence.setGradient(at: parameters(machine), positive: [state], negative: [0])
      for (index, value) in divergence.gradient.enumerated() {
        sum[index] += weight * Double(value)
      }
    }
    return sum
  }

  @Test func `The gradient is that of the log-likelihood by finite differences`() throws {
    let machine = try machine()
    let gradient = try exactGradient(machine)
    func logLikelihood(_ parameters: [Float]) throws -> Double {
      let moved = try RestrictedBoltzmannMachine(parameters, like: machine)
      return moved.meanLogLikelihood(
        data, logPartitionFunction: try moved.exactLogPartitionFunction())
    }
    for index in gradient.indices {
      var (up, down) = (parameters(machine), parameters(machine))
      up[index] += 0x1p-6
      down[index] -= 0x1p-6
      let step = Double(up[index]) - Double(down[index])
      let difference = try (logLikelihood(up) - logLikelihood(down)) / step
      // The third derivative is a difference of third cumulants of a variable in [0, 1], each within
      // 0.1: an error below 0.2 · 2^-12 / 6 = 8e-6. Probabilities in `Float` add 1e-6.
      #expect(abs(gradient[index] - difference) < 1e-5)
    }
  }

  @Test(arguments: [(1, 1), (3, 2), (60, 60), (100, 37), (64, 64), (1, 130)])
  func `The gradient of a batch is the mean over its configurations`(
    positiveCount: Int, negativeCount: Int
  ) throws {
    let machine = try machine(hiddenCount: 21)
    var stream = RandomStreams(seed: 1).stream("batch", block: positiveCount)
    let positive = randomStates(units: 9, count: positiveCount, using: &stream)
    let negative = randomStates(units: 9, count: negativeCount, using: &stream)
    var divergence = ContrastiveDivergence(visibleCount: 9, hiddenCount: 21)
    divergence.setGradient(at: parameters(machine), positive: positive, negative: negative)
    var expected = [Double](repeating: 0, count: divergence.gradient.count)
    for (states, sign) in [(positive, 1.0), (negative, -1.0)] {
      for state in states {
        let scale = sign / Double(states.count)
        for j in 0..<21 {
          var x = Double(machine.hiddenBias[j])
          for i in 0..<9 where state >> UInt64(i) & 1 == 1 {
            x += Double(machine.weights[i * 21 + j])
          }
          for i in 0..<9 where state >> UInt64(i) & 1 == 1 {
            expected[i * 21 + j] += scale * sigmoid(x)
          }
          expected[9 * 21 + 9 + j] += scale * sigmoid(x)
        }
        for i in 0..<9 where state >> UInt64(i) & 1 == 1 { expected[9 * 21 + i] += scale }
      }
    }
    // Terms have relative errors below 2^-20 and their magnitudes sum to 2 at most; some 50 roundings of
    // partial sums below 1 are smaller.
    for (found, wanted) in zip(divergence.gradient, expected) {
      #expect(abs(Double(found) - wanted) < 4 * 0x1p-20)
    }
  }

  @Test func `Many Gibbs steps from the data give the gradient of the log-likelihood`() throws {
    let machine = try machine()
    let exact = try exactGradient(machine)
    let repeats = 20_000
    let batch = [[UInt64]](repeating: Array(data.words), count: repeats).flatMap { $0 }
    var divergence = ContrastiveDivergence(visibleCount: 9, hiddenCount: 5)
    var stream = RandomStreams(seed: 1).stream("long chains")
    var noChains: [UInt64] = []
    divergence.run(
      parameters(machine), batch: batch, count: batch.count, chains: &noChains, gibbsSteps: 50,
      using: &stream)
    // Only the negative mean is random: 120,000 independent terms in [0, 1], standard error below
    // 0.5/√120,000 = 0.0014. Chains forget their start by a factor of about two a step.
    for (found, wanted) in zip(divergence.gradient, exact) {
      #expect(abs(Double(found) - wanted) < 5 * 0.00145)
    }
  }

  @Test(arguments: [1, 2, 10])
  func `A step of contrastive divergence points up the likelihood`(gibbsSteps: Int) throws {
    let machine = try machine(scale: 0.5)
    let exact = try exactGradient(machine)
    let batch = [[UInt64]](repeating: Array(data.words), count: 2000).flatMap { $0 }
    var divergence = ContrastiveDivergence(visibleCount: 9, hiddenCount: 5)
    var stream = RandomStreams(seed: 1).stream("short chains")
    var noChains: [UInt64] = []
    divergence.run(
      parameters(machine), batch: batch, count: batch.count, chains: &noChains,
      gibbsSteps: gibbsSteps, using: &stream)
    let dot = zip(divergence.gradient, exact).reduce(0) { $0 + Double($1.0) * $1.1 }
    let norms = [divergence.gradient.map(Double.init), exact].map { vector in
      vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    // Noise of 0.005 a component, √59 of them, against a gradient of length above 0.5: at k = 10 the
    // cosine falls short of 1 by the bias alone.
    #expect(dot / (norms[0] * norms[1]) > (gibbsSteps == 10 ? 0.99 : 0.8))
  }

  @Test func `Differing units are counted between the batch and its first reconstruction`() throws {
    // Visible units follow their biases whatever the hidden ones are: all ones.
    let machine = try RestrictedBoltzmannMachine(
      weights: [Float](repeating: 0, count: 18), visibleBias: [Float](repeating: 60, count: 9),
      hiddenBias: [0, 0])
    var divergence = ContrastiveDivergence(visibleCount: 9, hiddenCount: 2)
    var stream = RandomStreams(seed: 1).stream("reconstruction")
    var noChains: [UInt64] = []
    divergence.run(
      parameters(machine), batch: [0b111111111, 0b000001111, 0], count: 3, chains: &noChains,
      gibbsSteps: 3, using: &stream)
    #expect(divergence.differingUnits == 0 + 5 + 9)
  }
}
