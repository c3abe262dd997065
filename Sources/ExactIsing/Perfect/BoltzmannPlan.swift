import Foundation
import SpinSystems

/// What the tables of all first rows share at one temperature.
struct BoltzmannPlan: Sendable {
  let size: Int
  let shorterInterior: Int
  let longerInterior: Int
  /// 1 where the number of spins up is fixed and must be counted, else 0.
  let countsUp: Int
  /// exp(-2/T), the weight of a broken bond.
  let bondWeight: Double
  /// bondWeight^k, k = 0 … L.
  let powers: [Double]
  /// The weight of the bonds within each row.
  let rowWeights: [Double]

  /// The temperature below which an ensemble is drawn as if it had this one.
  ///
  /// Energies are 4 apart, so at T = 1/8 the first excited level is down by exp(-32) = 1.3e-14 times
  /// its degeneracy, and the weights of whole rows still fit a `Double`.
  static let lowestTemperature = 0.125

  init(_ ensemble: Ensemble) {
    size = ensemble.lattice.size
    shorterInterior = (size - 2) / 2
    longerInterior = size - 2 - shorterInterior
    countsUp = ensemble.totalSpin == nil ? 0 : 1
    let bondWeight = exp(-2 / max(ensemble.temperature, Self.lowestTemperature))
    self.bondWeight = bondWeight
    let powers = (0...size).map { pow(bondWeight, Double($0)) }
    self.powers = powers
    let size = size
    rowWeights = (0..<1 << size).map {
      powers[RowClass.unequalPairs($0, distance: 1, size: size)]
    }
  }
}
