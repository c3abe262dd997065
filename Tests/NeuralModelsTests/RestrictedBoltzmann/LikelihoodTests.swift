import ExactIsing
import Foundation
@testable import NeuralModels
import SpinSystems
import Statistics
import Testing

@Suite struct LikelihoodTests {
  @Test(arguments: [(1, 1), (2, 5), (4, 3), (7, 4), (3, 9)])
  func `ln Z is that of the sum over all joint states`(n: Int, m: Int) throws {
    let machine = try RestrictedBoltzmannMachine.random(
      visibleCount: n, hiddenCount: m, scale: 2, seed: UInt64(n))
    let bruteForce = log(machine.jointWeights.joined().reduce(0, +))
    // 4096 positive terms at most: relative error of Z below 4096 · 2^-53.
    #expect(abs(try machine.exactLogPartitionFunction() - bruteForce) < 1e-11)
    for enumeration in [
      StateEnumeration(visibleUnitsOf: machine), StateEnumeration(hiddenUnitsOf: machine),
    ] {
      #expect(abs(enumeration.logTotal - bruteForce) < 1e-11)
    }
  }

  @Test(arguments: [(16, 16, 1), (12, 7, 300), (5, 11, 30), (9, 9, 1e-3), (10, 3, 5)])
  func `ln Z is the same from either layer`(n: Int, m: Int, scale: Float) throws {
    let machine = try RestrictedBoltzmannMachine.random(
      visibleCount: n, hiddenCount: m, scale: scale, seed: 2)
    let fromVisible = StateEnumeration(visibleUnitsOf: machine).logTotal
    let fromHidden = StateEnumeration(hiddenUnitsOf: machine).logTotal
    // Terms carry relative errors of 2^-53 times their logarithms' parts, at most some thousands.
    #expect(abs(fromVisible - fromHidden) < 1e-11 * max(1, Double(scale)) * 10)
  }

  @Test func `ln Z of many hidden units of bias alone is in closed form`() throws {
    // More than one product of 512 factors.
    let machine = try RestrictedBoltzmannMachine(
      weights: [Float](repeating: 0, count: 2 * 1500),
      visibleBias: [1, -2], hiddenBias: [Float](repeating: 0.25, count: 1500))
    let expected = softplus(1) + softplus(-2) + 1500 * softplus(0.25)
    #expect(abs(try machine.exactLogPartitionFunction() - expected) < 1e-10)
  }

  @Test func `Too many units are refused, with their number`() throws {
    let machine = try RestrictedBoltzmannMachine.random(
      visibleCount: 25, hiddenCount: 25, scale: 1, seed: 1)
    #expect(!machine.hasExactLogPartitionFunction)
    let error = #expect(throws: BoltzmannMachineError.self) {
      try machine.exactLogPartitionFunction()
    }
    #expect(
      error?.description == "25 units are too many for a sum over all states of the smaller layer; "
        + "wanted at most 24")
    #expect(throws: BoltzmannMachineError.self) {
      try ExactModel(machine, lattice: SquareLattice(size: 5))
    }
  }

  @Test func `Free energies and the exact model are those of the joint distribution`() throws {
    let lattice = SquareLattice(size: 3)
    let machine = try RestrictedBoltzmannMachine.random(
      visibleCount: 9, hiddenCount: 4, scale: 1.5, seed: 4)
    let weights = machine.jointWeights.map { $0.reduce(0, +) }
    let total = weights.reduce(0, +)
    let model = try ExactModel(machine, lattice: lattice)
    var samples = SampleSet(lattice: lattice)
    for state in 0..<512 { samples.append(packed: [UInt64(state)]) }
    for (state, freeEnergy) in machine.freeEnergies(samples).enumerated() {
      #expect(abs(freeEnergy + log(weights[state])) < 1e-12 * 100)
      #expect(abs(model.probabilities[state] / (weights[state] / total) - 1) < 1e-11)
    }
    let logLikelihood = machine.meanLogLikelihood(
      samples, logPartitionFunction: model.logPartitionFunction)
    let expected = model.probabilities.map { log($0) }.reduce(0, +) / 512
    #expect(abs(logLikelihood - expected) < 1e-10)
  }

  @Test func `The distances of a uniform model from a hot ensemble are counts of states`() throws {
    let lattice = SquareLattice(size: 4)
    let uniform = try RestrictedBoltzmannMachine(
      weights: [Float](repeating: 0, count: 32), visibleBias: [Float](repeating: 0, count: 16),
      hiddenBias: [0, 0])
    let model = try ExactModel(uniform, lattice: lattice)
    let canonical = try model.distances(from: .canonical(size: 4, temperature: 1e9))
    // Boltzmann weights differ from 1 by 32 · 10⁻⁹ at most.
    #expect(canonical.divergenceOfEnsemble < 1e-7 && canonical.divergenceOfModel < 1e-7)
    #expect(canonical.totalVariation < 1e-7)
    let fixed = try model.distances(
      from: .fixedMagnetization(size: 4, temperature: 1e9, totalSpin: 0))
    // 12870 = 16!/(8!)² configurations of 65536.
    #expect(abs(fixed.divergenceOfEnsemble - log(65536 / 12870.0)) < 1e-7)
    #expect(fixed.divergenceOfModel == .infinity)
    #expect(abs(fixed.totalVariation - (1 - 12870 / 65536.0)) < 1e-7)
    #expect(abs(model.totalSpinDistribution.probability(of: 0) - 12870 / 65536.0) < 1e-12)
    // g(E) of L = 4: two ground states at -32.
    #expect(abs(model.energyDistribution.probability(of: -32) - 2 / 65536.0) < 1e-15)
    #expect(throws: BoltzmannMachineError.self) {
      try model.distances(from: .canonical(size: 3, temperature: 1))
    }
  }

  @Test func `The Boltzmann distribution by enumeration has the exact energy`() throws {
    for totalSpin in [nil, 4] {
      let ensemble =
        if let totalSpin {
          try Ensemble.fixedMagnetization(size: 4, temperature: 2, totalSpin: totalSpin)
        } else {
          try Ensemble.canonical(size: 4, temperature: 2)
        }
      let solution = try ExactSolution(ensemble)
      let probabilities = EnumeratedEnsemble(ensemble).probabilities
      var samples = SampleSet(lattice: ensemble.lattice)
      for state in 0..<65536 { samples.append(packed: [UInt64(state)]) }
      let energies = Observables(samples, largestDistance: 1).energies
      let mean = zip(probabilities, energies).reduce(0) { $0 + $1.0 * Double($1.1) }
      #expect(abs(mean / 16 - solution.energyDensity) < 1e-12)
    }
  }
}
