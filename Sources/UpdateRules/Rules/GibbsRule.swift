import NeuralModels
import SpinSystems

/// The Gibbs step of a restricted Boltzmann machine as an update rule: hidden units given the visible ones, then
/// visible ones given the hidden.
///
/// It keeps the machine's own law, P(v) ∝ Σ_h exp(b·v + c·h + v·W·h), whatever ensemble the machine was trained for;
/// where ΣS is conserved, that law among the configurations of that ΣS. Perfect samples of it come from `ExactModel`
/// at L ≤ 4.
public struct GibbsRule: UpdateRule {
  /// Whose law the rule keeps.
  public let machine: RestrictedBoltzmannMachine
  /// ΣS where it is conserved.
  public let totalSpin: Int?
  /// Steps in one application.
  public let steps: Int

  public var name: String { "Gibbs, \(steps == 1 ? "a step" : "\(steps) steps")" }

  /// The rule of so many steps of a machine.
  public init(_ machine: RestrictedBoltzmannMachine, totalSpin: Int? = nil, steps: Int = 1) {
    self.machine = machine
    self.totalSpin = totalSpin
    self.steps = steps
  }

  /// - Throws: `BoltzmannMachineError` where the samples are not of the machine's lattice, or not of the conserved ΣS.
  public func applied(
    to samples: SampleSet, seed: UInt64
  ) throws(BoltzmannMachineError) -> SampleSet {
    var chains = try GibbsChains(
      machine, lattice: samples.lattice, start: .data(samples, count: samples.count),
      totalSpin: totalSpin, seed: seed)
    chains.advance(steps)
    return chains.samples
  }
}
