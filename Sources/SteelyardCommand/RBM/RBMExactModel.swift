import NeuralModels
import Reporting
import SpinSystems

/// A small machine summed over all configurations: what is wrong with the model itself, apart from its
/// sampling.
struct RBMExactModel: Encodable {
  /// KL(ensemble ‖ machine) in nats.
  let divergenceOfEnsemble: EncodedNumber
  /// KL(machine ‖ ensemble) in nats; infinite where ΣS is fixed.
  let divergenceOfMachine: EncodedNumber
  let totalVariation: Double
  /// ⟨H⟩/N.
  let energyDensity: Double
  /// P(ΣS ≠ S); nil where ΣS is free.
  let otherTotalSpin: Double?

  private enum CodingKeys: CodingKey {
    case divergenceOfEnsemble, divergenceOfMachine, totalVariation, energyDensity, otherTotalSpin
  }

  /// Encodes what is unknown as null rather than leaving the key out.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(divergenceOfEnsemble, forKey: .divergenceOfEnsemble)
    try container.encode(divergenceOfMachine, forKey: .divergenceOfMachine)
    try container.encode(totalVariation, forKey: .totalVariation)
    try container.encode(energyDensity, forKey: .energyDensity)
    try container.encode(otherTotalSpin, forKey: .otherTotalSpin)
  }

  /// Nil where the machine has too many visible units.
  init?(of source: MachineSource, on ensemble: Ensemble) throws {
    guard source.lattice.siteCount <= ExactModel.largestVisibleCount else { return nil }
    let model = try ExactModel(source.machine, lattice: source.lattice)
    let distances = try model.distances(from: ensemble)
    divergenceOfEnsemble = EncodedNumber(distances.divergenceOfEnsemble)
    divergenceOfMachine = EncodedNumber(distances.divergenceOfModel)
    totalVariation = distances.totalVariation
    energyDensity = model.energyDensity
    let totalSpins = model.totalSpinDistribution
    otherTotalSpin = ensemble.totalSpin.map { 1 - totalSpins.probability(of: $0) }
  }
}

extension ExactModel {
  fileprivate var energyDensity: Double {
    energyDistribution.mean / Double(lattice.siteCount)
  }
}
