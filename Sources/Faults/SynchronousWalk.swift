import Foundation
import Randomness
import SpinSystems

/// Sweeps by heat bath that update everything at once: all spins where ΣS is free, where it is fixed all
/// opposite pairs of a tiling by dominoes, whose direction and place are drawn for each sweep.
struct SynchronousWalk {
  private let ensemble: Ensemble
  private let neighbours: [Int]
  private let honest: TextbookWalk

  init(_ ensemble: Ensemble) {
    self.ensemble = ensemble
    honest = TextbookWalk(ensemble)
    neighbours = honest.neighbours
  }

  /// Perfect samples after some sweeps, of which the fraction `amount` is synchronous and the rest right.
  func samples(
    count: Int, amount: Double, using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    var samples = try perfectSamples(of: ensemble, count: count, using: &generator)
    for _ in 0..<TextbookWalk.sweeps {
      if generator.nextUnitInterval() < amount {
        samples = samples.altered(amount: 1, using: &generator) { spins, generator in
          if ensemble.totalSpin == nil {
            flipAll(&spins, using: &generator)
          } else {
            exchangeAll(&spins, using: &generator)
          }
        }
      } else {
        samples = honest.walked(samples, sweeps: 1, using: &generator)
      }
    }
    return samples
  }

  private func field(_ spins: [Int], _ site: Int) -> Int {
    (0..<4).reduce(0) { $0 + spins[neighbours[4 * site + $1]] }
  }

  private func isChosen(_ cost: Int, using generator: inout Xoshiro256PlusPlus) -> Bool {
    generator.nextUnitInterval() < 1 / (1 + exp(ensemble.inverseTemperature * Double(cost)))
  }

  private func flipAll(_ spins: inout [Int], using generator: inout Xoshiro256PlusPlus) {
    let before = spins
    for site in spins.indices {
      let cost = 2 * before[site] * field(before, site)
      if isChosen(cost, using: &generator) { spins[site] *= -1 }
    }
  }

  private func exchangeAll(_ spins: inout [Int], using generator: inout Xoshiro256PlusPlus) {
    let size = ensemble.lattice.size
    let before = spins
    let direction = Bool.random(using: &generator) ? 0 : 2
    let offset = Int.random(in: 0..<2, using: &generator)
    for site in spins.indices {
      let position = direction == 0 ? site % size : site / size
      // An odd ring leaves its last site without a partner.
      guard (position + offset).isMultiple(of: 2), position < size - size % 2 else {
        continue
      }
      let partner = neighbours[4 * site + direction]
      guard before[site] != before[partner] else { continue }
      let cost =
        2 * before[site] * (field(before, site) - field(before, partner)) + 4
      if isChosen(cost, using: &generator) { spins.swapAt(site, partner) }
    }
  }
}
