import CNeuralKernels
import Foundation
@testable import NeuralModels
import Randomness
import SpinSystems
import Statistics
import Testing

@Suite struct AnnealedImportanceSamplingTests {
  @Test(arguments: [(0.3, 16), (1, 9), (1.5, 24), (2, 4)] as [(Float, Int)])
  func `The bounds hold the exact ln Z between them`(scale: Float, hiddenCount: Int) throws {
    let lattice = SquareLattice(size: 4)
    let machine = try RestrictedBoltzmannMachine.random(
      visibleCount: 16, hiddenCount: hiddenCount, scale: scale, seed: 3)
    let model = try ExactModel(machine, lattice: lattice)
    var stream = RandomStreams(seed: 1).stream("machine samples", block: hiddenCount)
    let samples = model.sample(count: 2000, using: &stream)
    var sampling = AnnealedImportanceSampling(seed: 1)
    sampling.stepCount = 1000
    let bounds = try sampling.logPartitionFunction(
      of: machine, base: samples, machineSamples: samples)
    let exact = model.logPartitionFunction
    #expect(bounds.doMeet)
    // Each interval of 95 % misses the truth on its own side with 2.5 %; twice its width does not.
    for estimate in [bounds.lower, bounds.upper] {
      let width = estimate.interval.upperBound - estimate.interval.lowerBound
      #expect(abs(estimate.value - exact) < width)
      #expect(width < 0.1)
      #expect(estimate.effectiveRunCount > 100 && estimate.effectiveRunCount <= 512)
    }
    #expect(abs(bounds.value - exact) < 0.05)
  }

  @Test func `The bounds of a trained machine meet, and hold the exact ln Z`() throws {
    let machine = try RestrictedBoltzmannMachine.trained(epochs: 30)
    let model = try ExactModel(machine, lattice: SquareLattice(size: 4))
    var stream = RandomStreams(seed: 1).stream("machine samples")
    let samples = model.sample(count: 2000, using: &stream)
    let bounds = try AnnealedImportanceSampling(seed: 2).logPartitionFunction(
      of: machine, base: samples, machineSamples: samples)
    #expect(bounds.doMeet)
    #expect(abs(bounds.value - model.logPartitionFunction) < 0.1)
  }

  @Test func `Two steps to a rugged machine leave a gap, and say so`() throws {
    let machine = try RestrictedBoltzmannMachine.random(
      visibleCount: 16, hiddenCount: 24, scale: 4, seed: 3)
    let model = try ExactModel(machine, lattice: SquareLattice(size: 4))
    var stream = RandomStreams(seed: 1).stream("machine samples")
    let samples = model.sample(count: 2000, using: &stream)
    var sampling = AnnealedImportanceSampling(seed: 1)
    sampling.stepCount = 2
    var base = SampleSet(lattice: samples.lattice)
    base.append(packed: [0, 0xFFFF])
    let bounds = try sampling.logPartitionFunction(
      of: machine, base: base, machineSamples: samples)
    #expect(!bounds.doMeet)
    #expect(bounds.lower.value < model.logPartitionFunction)
    #expect(bounds.upper.value > model.logPartitionFunction)
  }

  @Test func `A machine without weights needs one step`() throws {
    let machine = try RestrictedBoltzmannMachine(
      weights: [Float](repeating: 0, count: 9 * 5),
      visibleBias: (0..<9).map { Float($0) / 4 - 1 }, hiddenBias: [1, -2, 3, -4, 0])
    var samples = SampleSet(lattice: SquareLattice(size: 3))
    samples.append(packed: [0, 511])
    var sampling = AnnealedImportanceSampling(seed: 1)
    sampling.stepCount = 1
    sampling.runCount = 3000
    let model = try ExactModel(machine, lattice: samples.lattice)
    var stream = RandomStreams(seed: 1).stream("machine samples")
    let bounds = try sampling.logPartitionFunction(
      of: machine, base: samples, machineSamples: model.sample(count: 3000, using: &stream))
    // Weights are products of nine independent factors with a spread of order one.
    for estimate in [bounds.lower, bounds.upper] {
      let width = estimate.interval.upperBound - estimate.interval.lowerBound
      #expect(abs(estimate.value - model.logPartitionFunction) < width)
      #expect(width < 0.5)
    }
  }

  @Test func `The same seed gives the same bounds, another one others`() throws {
    let machine = try RestrictedBoltzmannMachine.random(
      visibleCount: 9, hiddenCount: 30, scale: 1, seed: 3)
    var samples = SampleSet(lattice: SquareLattice(size: 3))
    samples.append(packed: [1, 2, 3])
    func bounds(_ seed: UInt64) throws -> LogPartitionFunctionBounds {
      var sampling = AnnealedImportanceSampling(seed: seed)
      sampling.stepCount = 20
      return try sampling.logPartitionFunction(
        of: machine, base: samples, machineSamples: samples)
    }
    #expect(try bounds(1) == bounds(1))
    #expect(try bounds(1) != bounds(2))
  }

  @Test(arguments: [1, 15, 16, 17, 144, 800, 1600])
  func `Changes of softplus sums are right to their stated error`(units: Int) {
    var stream = RandomStreams(seed: 1).stream("softplus", block: units)
    let x = (0..<2 * units).map { _ in Float.random(in: -40...40, using: &stream) }
    for (from, to) in [(0, 1), (1, 0), (0.3, 0.31), (0.999, 1)] as [(Float, Float)] {
      var sums = [1.0, 2.0]
      steelyard_boltzmann_add_softplus_changes(x, units, 2, from, to, &sums)
      for index in 0..<2 {
        let expected = x[index * units..<(index + 1) * units].reduce(Double(1 + index)) {
          $0 + softplus(Double($1) * Double(to)) - softplus(Double($1) * Double(from))
        }
        #expect(abs(sums[index] - expected) < 1e-6 * Double(units))
      }
    }
  }
}
