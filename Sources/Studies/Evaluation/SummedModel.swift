import NeuralModels
import Reporting
import SpinSystems

/// A small machine summed over all configurations: what is wrong with the model itself, apart from its
/// sampling.
struct SummedModel: Encodable {
  /// KL(ensemble ‖ machine) in nats.
  let divergenceOfEnsemble: EncodedNumber
  /// KL(machine ‖ ensemble) in nats; infinite where ΣS is fixed.
  let divergenceOfMachine: EncodedNumber
  let totalVariation: Double
  /// ⟨H⟩/N.
  let energyDensity: Double
  /// P(ΣS ≠ S); null where ΣS is free.
  @OrNull var otherTotalSpin: Double?

  /// Nil where the machine has too many visible units.
  init?(of source: MachineSource, on ensemble: Ensemble) throws {
    guard source.lattice.siteCount <= ExactModel.largestVisibleCount else { return nil }
    let model = try ExactModel(source.machine, lattice: source.lattice)
    let distances = try model.distances(from: ensemble)
    divergenceOfEnsemble = EncodedNumber(distances.divergenceOfEnsemble)
    divergenceOfMachine = EncodedNumber(distances.divergenceOfModel)
    totalVariation = distances.totalVariation
    energyDensity = model.energyDistribution.mean / Double(model.lattice.siteCount)
    let totalSpins = model.totalSpinDistribution
    otherTotalSpin = ensemble.totalSpin.map { 1 - totalSpins.probability(of: $0) }
  }
}
