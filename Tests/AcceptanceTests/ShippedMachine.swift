import ExactIsing
import Foundation
import NeuralModels
import SpinSystems
import Testing

/// A machine of `Fixtures/machines`, all of which were trained at L = 12, T = 1, ΣS = 0.
struct ShippedMachine: Sendable, CustomTestStringConvertible {
  let file: String
  /// Who trained it, for the claims.
  let trainer: String

  var testDescription: String { trainer }

  static let all = [
    ShippedMachine(file: "pytorch-rbm-L12-S0-T1.000.npz", trainer: "PyTorch's"),
    ShippedMachine(file: "steelyard-rbm-L12-S0-T1.000.npz", trainer: "Steelyard's"),
  ]

  /// What the machines were trained on, and claim to stand in for.
  static let ensemble: Ensemble = {
    do {
      return try .fixedMagnetization(size: 12, temperature: 1, totalSpin: 0)
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  /// Configurations that are drawn: enough to pass conservation, which takes 3,689 without a fault.
  static let count = 4000
  /// Gibbs steps, a hundred times those of the paper.
  static let steps = 1000

  /// The ends of independent chains from random starts, with ΣS imposed or not.
  func samples(conserving totalSpin: Int? = nil, steps: Int = Self.steps) throws -> SampleSet {
    let path = packageRoot.appending(path: "Fixtures/machines").appending(path: file)
    let (machine, lattice) = try RestrictedBoltzmannMachine.read(
      path.path(percentEncoded: false), size: 12)
    var chains = try GibbsChains(
      machine, lattice: lattice, start: .random(count: Self.count), totalSpin: totalSpin, seed: 1)
    chains.advance(steps)
    return chains.samples
  }
}
