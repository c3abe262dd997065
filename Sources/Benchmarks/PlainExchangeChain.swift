import Foundation
import SpinSystems

/// The yardstick of the perfect sampler: exchanges of opposite neighbours with Metropolis' rule, as in
/// a textbook (Kawasaki 1966).
///
/// A pair of neighbours is chosen at random; if its spins are opposite, they are exchanged with
/// probability min(1, exp(-ΔE/T)). A sweep is N attempts.
struct PlainExchangeChain {
  private let size: Int
  private var spins: [Int8]
  private var energy: Int32
  private var generator: Xoshiro256PlusPlus
  /// min(1, exp(-ΔE/T)) for ΔE = 4k, k = -3 … 3.
  private let acceptance: [Double]

  /// - Parameter start: the spins ±1, row by row, with the ensemble's ΣS.
  /// - Precondition: L ≥ 3. At L = 2 both neighbours along an axis are the same site.
  init(_ ensemble: Ensemble, start: [Int8], _ generator: Xoshiro256PlusPlus) {
    precondition(start.count == ensemble.lattice.siteCount && ensemble.lattice.size >= 3)
    size = ensemble.lattice.size
    spins = start
    energy = PlainObservables(start, lattice: ensemble.lattice).energies[0]
    self.generator = generator
    acceptance = (-3...3).map { min(1, exp(-4 * Double($0) / ensemble.temperature)) }
  }

  /// Attempts N exchanges and returns H.
  mutating func sweep() -> Int32 {
    for _ in 0..<spins.count { attempt() }
    return energy
  }

  private mutating func attempt() {
    let pair = Int(generator.next().multipliedFullWidth(by: UInt64(2 * spins.count)).high)
    let site = pair / 2
    let isHorizontal = pair.isMultiple(of: 2)
    let (row, column) = (site / size, site % size)
    let neighbour =
      isHorizontal
      ? row * size + (column + 1) % size : (row + 1) % size * size + column
    guard spins[site] != spins[neighbour] else { return }
    // The bond of the pair does not change. Without it the neighbours of S sum up to Σ + S, those of
    // -S to Σ' - S.
    let spin = Int32(spins[site])
    let change = 2 * spin * (neighbourSum(site) - neighbourSum(neighbour) + 2 * spin)
    guard generator.nextUnitInterval() < acceptance[Int(change) / 4 + 3] else { return }
    spins[site] = -spins[site]
    spins[neighbour] = -spins[neighbour]
    energy += change
  }

  /// The sum of the four neighbours.
  private func neighbourSum(_ site: Int) -> Int32 {
    let (row, column) = (site / size, site % size)
    let (above, below) = ((row + size - 1) % size * size, (row + 1) % size * size)
    let (left, right) = ((column + size - 1) % size, (column + 1) % size)
    return Int32(spins[above + column]) + Int32(spins[below + column])
      + Int32(spins[row * size + left]) + Int32(spins[row * size + right])
  }
}
