import Foundation
import Randomness
import SpinSystems

/// A restricted Boltzmann machine with the Gibbs chains that draw from it: the model and its sampler
/// together, as they are put under test.
///
/// Each configuration is the end of a chain of its own that began at an independent random configuration,
/// so configurations are independent. They have the machine's distribution only if `stepCount` steps reach
/// it, which `MixingCurve` shows.
public struct GibbsSampledMachine: GenerativeModel {
  /// The machine whose Gibbs chains draw.
  public let machine: RestrictedBoltzmannMachine
  /// Gibbs steps of each chain.
  public let stepCount: Int
  /// Whether, where the ensemble fixes ΣS, every step conserves it.
  public let conservesTotalSpin: Bool

  /// The machine with chains of `stepCount` Gibbs steps.
  public init(
    _ machine: RestrictedBoltzmannMachine, stepCount: Int = 1000, conservesTotalSpin: Bool = false
  ) {
    self.machine = machine
    self.stepCount = stepCount
    self.conservesTotalSpin = conservesTotalSpin
  }

  /// "RBM, n = 64, m = 64, 1000 Gibbs steps".
  public var name: String {
    "RBM, n = \(machine.visibleCount), m = \(machine.hiddenCount), \(stepCount) Gibbs steps"
  }

  /// - Throws: `BoltzmannMachineError` where the ensemble's lattice is not the machine's, or where a count
  ///   is not positive.
  public func samples(
    of ensemble: Ensemble, count: Int, using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    guard stepCount >= 1 else {
      throw BoltzmannMachineError.option(
        "the number k of Gibbs steps", found: "\(stepCount)", wanted: "at least 1")
    }
    var chains = try GibbsChains(
      machine, lattice: ensemble.lattice, start: .random(count: count),
      totalSpin: conservesTotalSpin ? ensemble.totalSpin : nil, seed: generator.next())
    chains.advance(stepCount)
    return chains.samples
  }

  /// ln P(v) = -F(v) - ln Z of the machine, from which finitely many steps draw nearly; nil where ln Z
  /// cannot be summed, and where ΣS is imposed, which makes another distribution.
  ///
  /// - Throws: `BoltzmannMachineError.lattice` where the samples are of another lattice.
  public func logProbabilities(of samples: SampleSet, in ensemble: Ensemble) throws -> [Double]? {
    try machine.requireLattice(samples.lattice)
    guard machine.hasExactLogPartitionFunction, !conservesTotalSpin || ensemble.totalSpin == nil
    else { return nil }
    let logTotal = try machine.exactLogPartitionFunction()
    return machine.freeEnergies(samples).map { -$0 - logTotal }
  }
}
