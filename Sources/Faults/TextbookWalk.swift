import Foundation
import Randomness
import SpinSystems

/// Perfect samples taken on by a plain Markov chain with a mistake in it: single spins by Metropolis where
/// ΣS is free, neighbours exchanged (Kawasaki) where it is fixed. Without a mistake they stay perfect.
struct TextbookWalk {
  /// Sweeps from the perfect start: enough to show on the scale of a few sites what the chain does wrong.
  static let sweeps = 30

  let ensemble: Ensemble
  /// The neighbours of each site, four to a site: next and previous column, next and previous row.
  let neighbours: [Int]
  /// What each of these bonds counts for in ΔE; 1 where nothing is wrong.
  private var weights: [Double]
  /// How often the bond between two exchanged neighbours, which stays as it is, enters ΔE.
  private var sharedBonds = 0.0

  init(_ ensemble: Ensemble) {
    let size = ensemble.lattice.size
    self.ensemble = ensemble
    neighbours = (0..<size * size).flatMap { site in
      let (row, column) = (site / size, site % size)
      return [
        row * size + (column + 1) % size, row * size + (column + size - 1) % size,
        (row + 1) % size * size + column, (row + size - 1) % size * size + column,
      ]
    }
    weights = [Double](repeating: 1, count: 4 * size * size)
  }

  /// The walk with the bond from `site` to its neighbour in `direction` (0 … 3) counted `weight` times.
  func counting(_ weight: (_ site: Int, _ direction: Int) -> Double) -> TextbookWalk {
    var walk = self
    for bond in weights.indices { walk.weights[bond] = weight(bond / 4, bond % 4) }
    return walk
  }

  /// The walk with the bond of an exchanged pair in ΔE, `times` over.
  func countingSharedBond(times: Double) -> TextbookWalk {
    var walk = self
    walk.sharedBonds = times
    return walk
  }

  func samples(
    count: Int, using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    let perfect = try perfectSamples(of: ensemble, count: count, using: &generator)
    return walked(perfect, sweeps: Self.sweeps, using: &generator)
  }

  /// `samples` after so many sweeps, each on its own.
  func walked(
    _ samples: SampleSet, sweeps: Int, using generator: inout Xoshiro256PlusPlus
  ) -> SampleSet {
    samples.altered(amount: 1, using: &generator) { spins, generator in
      for _ in 0..<sweeps * spins.count {
        if ensemble.totalSpin == nil {
          flip(&spins, using: &generator)
        } else {
          exchange(&spins, using: &generator)
        }
      }
    }
  }

  private func field(_ spins: [Int], _ site: Int) -> Double {
    (0..<4).reduce(0) {
      $0 + weights[4 * site + $1] * Double(spins[neighbours[4 * site + $1]])
    }
  }

  private func isAccepted(_ cost: Double, using generator: inout Xoshiro256PlusPlus) -> Bool {
    cost <= 0 || generator.nextUnitInterval() < exp(-ensemble.inverseTemperature * cost)
  }

  private func flip(_ spins: inout [Int], using generator: inout Xoshiro256PlusPlus) {
    let site = Int.random(in: spins.indices, using: &generator)
    let cost = 2 * Double(spins[site]) * field(spins, site)
    if isAccepted(cost, using: &generator) { spins[site] *= -1 }
  }

  private func exchange(_ spins: inout [Int], using generator: inout Xoshiro256PlusPlus) {
    let site = Int.random(in: spins.indices, using: &generator)
    let direction = Int.random(in: 0..<4, using: &generator)
    let partner = neighbours[4 * site + direction]
    guard spins[site] != spins[partner] else { return }
    // Each field holds the other spin, in bonds that do not change.
    let shared = (0..<4).reduce(0.0) {
      $0 + (neighbours[4 * site + $1] == partner ? weights[4 * site + $1] : 0)
        + (neighbours[4 * partner + $1] == site ? weights[4 * partner + $1] : 0)
    }
    let cost =
      2 * Double(spins[site]) * (field(spins, site) - field(spins, partner)) + 2 * shared
      - 4 * sharedBonds
    if isAccepted(cost, using: &generator) { spins.swapAt(site, partner) }
  }
}
