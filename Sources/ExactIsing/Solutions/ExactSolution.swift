import Foundation
import SpinSystems

/// Exact thermodynamics of one ensemble, by summing over g(E, M).
///
///     P(E, M) = g(E, M) exp(-E/T) / Z,    Z = Σ g(E, M) exp(-E/T)
///
/// with the sum over all M, or over the one M that the ensemble fixes. Every level with g > 0 is
/// listed, even where its probability is below the smallest `Double`. Relative errors are a few units
/// of 2^-53 for probabilities, whatever the temperature: exp(-E/T) is only ever taken of energies
/// relative to the most probable one.
public struct ExactSolution: Sendable {
  /// The ensemble that is solved.
  public let ensemble: Ensemble
  /// P(E, M), ascending in energy, then in total spin.
  public let jointLevels: [JointLevel]
  /// P(E), ascending.
  public let energyLevels: [EnergyLevel]
  /// P(ΣS), ascending; one entry where ΣS is fixed.
  public let totalSpinLevels: [TotalSpinLevel]
  /// C(r) = ⟨s_i s_(i+r)⟩ along an axis, for r = 0 … ⌊L/2⌋ (Azizi and Pleimling 2021, Eq. 5). Both
  /// axes have the same by symmetry.
  public let correlation: [Double]
  /// ln Z.
  public let logPartitionFunction: Double
  private let spectrum: ExactSpectrum

  /// - Throws: `ExactError.noSpectrum` for a size whose g(E, M) is not to be had.
  public init(_ ensemble: Ensemble) throws(ExactError) {
    let spectrum = try ExactSpectrum(size: ensemble.lattice.size)
    let cells = spectrum.filter { ensemble.totalSpin == nil || $0.totalSpin == ensemble.totalSpin }
    // 1/T may be infinite; from 1e300 on nothing but the ground states has any weight.
    let beta = min(ensemble.inverseTemperature, 1e300)
    let counts = cells.map { Double($0.count) }
    let mode = cells.indices.max { a, b in
      log(counts[a]) - beta * Double(cells[a].energy)
        < log(counts[b]) - beta * Double(cells[b].energy)
    }!
    // No weight overflows: g·exp(-βE) is largest at the mode, so exp(-β(E - E_mode)) is at most the
    // largest g.
    let weights = zip(cells, counts).map { cell, count in
      count * exp(-beta * Double(cell.energy - cells[mode].energy))
    }
    let total = weights.reduce(0, +)

    self.ensemble = ensemble
    self.spectrum = spectrum
    logPartitionFunction = log(total) - beta * Double(cells[mode].energy)
    jointLevels = zip(cells, weights).map { cell, weight in
      JointLevel(
        energy: cell.energy, totalSpin: cell.totalSpin, probability: weight / total)
    }
    var byEnergy: [EnergyLevel] = []
    var byTotalSpin: [Int: Double] = [:]
    var correlation = [Double](repeating: 0, count: ensemble.lattice.size / 2 + 1)
    for (cell, level) in zip(cells, jointLevels) {
      let sum = byEnergy.last?.energy == level.energy ? byEnergy.removeLast().probability : 0
      byEnergy.append(
        EnergyLevel(energy: level.energy, probability: sum + level.probability))
      byTotalSpin[level.totalSpin, default: 0] += level.probability
      for (distance, mean) in spectrum.meanCorrelations(of: cell).enumerated() {
        correlation[distance] += level.probability * mean
      }
    }
    correlation[0] = 1
    energyLevels = byEnergy
    totalSpinLevels = byTotalSpin.sorted { $0.key < $1.key }
      .map { TotalSpinLevel(totalSpin: $0.key, probability: $0.value) }
    self.correlation = correlation
  }

  /// ε = ⟨H⟩/N.
  public var energyDensity: Double { meanEnergy / Double(ensemble.lattice.siteCount) }

  private var meanEnergy: Double {
    energyLevels.reduce(0) { $0 + Double($1.energy) * $1.probability }
  }

  /// Var H.
  public var energyVariance: Double {
    let mean = meanEnergy
    return energyLevels.reduce(0) { sum, level in
      let deviation = Double(level.energy) - mean
      return sum + deviation * deviation * level.probability
    }
  }

  /// Var H / (N T²), the heat capacity per site at fixed field or, where ΣS is fixed, at fixed
  /// magnetization.
  public var specificHeat: Double {
    // In this order a variance of 0 stays 0 however small the temperature.
    let beta = min(ensemble.inverseTemperature, 1e300)
    return energyVariance * beta * beta / Double(ensemble.lattice.siteCount)
  }

  /// ⟨|ΣS|⟩/N.
  public var absoluteMagnetization: Double {
    let sum = totalSpinLevels.reduce(0) {
      $0 + Double($1.totalSpin.magnitude) * $1.probability
    }
    return sum / Double(ensemble.lattice.siteCount)
  }

  /// Whether any configuration of this lattice, whatever the ensemble, has that energy and total
  /// spin.
  public func isAllowed(energy: Int, totalSpin: Int) -> Bool {
    spectrum.cell(energy: energy, totalSpin: totalSpin) != nil
  }
}
