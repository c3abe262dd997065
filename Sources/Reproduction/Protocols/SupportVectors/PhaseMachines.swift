import Foundation
import SpinSystems
import SupportVectors

/// Machines of all kinds, trained on the same configurations.
struct PhaseMachines: Sendable {
  private let overlaps: TrainingOverlaps
  private let energies: StandardizedEnergies
  private let machines: [(kind: MachineKind, machine: SupportVectorMachine)]

  /// - Parameters:
  ///   - samples: the configurations of the training.
  ///   - energyDensities: of each.
  ///   - temperatures: of each.
  ///   - generator: of the order of permuted labels.
  ///   - progress: is given the fraction done.
  init(
    _ samples: SampleSet, energyDensities: [Double], temperatures: [Double],
    using generator: inout some RandomNumberGenerator, progress: (Double) -> Void
  ) {
    precondition(samples.count == energyDensities.count && samples.count == temperatures.count)
    let overlaps = TrainingOverlaps(samples)
    let matrix = overlaps.matrix()
    let energies = StandardizedEnergies(energyDensities)
    var machines: [(kind: MachineKind, machine: SupportVectorMachine)] = []
    for kind in MachineKind.all {
      var isOrdered = temperatures.map { $0 < kind.labels.labelling.temperature }
      if kind.labels == .permuted { isOrdered.shuffle(using: &generator) }
      let machine = SupportVectorMachine(
        isOrdered: isOrdered, kernel: kind.polynomial, penalty: SupportVectorSettings.penalty
      ) {
        switch kind.features {
        case .spins: matrix[$0][$1]
        case .energy: energies.values[$0] * energies.values[$1]
        }
      }
      machines.append((kind, machine))
      progress(Double(machines.count) / Double(MachineKind.all.count))
    }
    self.overlaps = overlaps
    self.energies = energies
    self.machines = machines
  }

  /// The number of support vectors of each machine.
  var supportCounts: [String: Int] {
    Dictionary(uniqueKeysWithValues: machines.map { ($0.kind.name, $0.machine.supportCount) })
  }

  /// The decision function of the machines that `isWanted`, on each configuration.
  func decisions(
    on samples: SampleSet, energyDensities: [Double], of isWanted: (MachineKind) -> Bool
  ) -> [MachineKind: [Double]] {
    let wanted = machines.filter { isWanted($0.kind) }
    var decisions = wanted.map { _ in [Double]() }
    for index in 0..<samples.count {
      let spins = overlaps.overlaps(of: index, in: samples)
      let energy = energies.standardized(energyDensities[index])
      let energyProducts = energies.values.map { $0 * energy }
      for (place, (kind, machine)) in wanted.enumerated() {
        let products = kind.features == .spins ? spins : energyProducts
        decisions[place].append(machine.decision(products))
      }
    }
    return Dictionary(uniqueKeysWithValues: zip(wanted.map(\.kind), decisions))
  }
}

/// Energies of a training set with mean 0 and variance 1, and others on the same scale.
private struct StandardizedEnergies: Sendable {
  let values: [Double]
  private let mean: Double
  private let deviation: Double

  init(_ energyDensities: [Double]) {
    let count = Double(energyDensities.count)
    let mean = energyDensities.reduce(0, +) / count
    let deviation =
      (energyDensities.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
    precondition(deviation > 0, "energies that are all alike")
    values = energyDensities.map { ($0 - mean) / deviation }
    self.mean = mean
    self.deviation = deviation
  }

  func standardized(_ energyDensity: Double) -> Double { (energyDensity - mean) / deviation }
}
