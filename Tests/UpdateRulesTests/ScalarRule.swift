import Foundation
import Randomness
import SpinSystems
import UpdateRules

/// A sweep of a textbook Monte Carlo code, written spin by spin as somebody would who begins, with one of the
/// mistakes that are made.
struct ScalarRule: UpdateRule {
  enum Kind: String, CaseIterable {
    // Right:
    case metropolis, heatBath, typewriter, kawasaki, wolff
    // Wrong, ΣS free:
    case halvedCost, doubledCost, lostNeighbour, openWall, synchronous, reusedNumber, wolffHalf
    // Wrong, ΣS fixed:
    case sharedBond, diagonalPartner

    var conservesTotalSpin: Bool {
      [.kawasaki, .sharedBond, .diagonalPartner].contains(self)
    }

    static let right: [Kind] = [.metropolis, .heatBath, .typewriter, .kawasaki, .wolff]
    static var wrong: [Kind] { allCases.filter { !right.contains($0) } }
  }

  let kind: Kind
  let temperature: Double

  var name: String { kind.rawValue }

  func applied(to samples: SampleSet, seed: UInt64) -> SampleSet {
    var generator = RandomStreams(seed: seed).stream("scalar rule")
    var result = SampleSet(lattice: samples.lattice, capacity: samples.count)
    for index in 0..<samples.count {
      var spins = Spins(samples.spins(of: index), size: samples.lattice.size)
      sweep(&spins, &generator)
      result.append(spins: spins.values)
    }
    return result
  }

  /// Spins on a torus.
  struct Spins {
    var values: [Int]
    let size: Int

    init(_ values: [Int], size: Int) {
      self.values = values
      self.size = size
    }

    /// Right, left, down, up.
    func neighbour(_ site: Int, _ direction: Int) -> Int {
      let (row, column) = (site / size, site % size)
      switch direction {
      case 0: return row * size + (column + 1) % size
      case 1: return row * size + (column + size - 1) % size
      case 2: return (row + 1) % size * size + column
      default: return (row + size - 1) % size * size + column
      }
    }

    func field(_ site: Int) -> Int { (0..<4).reduce(0) { $0 + values[neighbour(site, $1)] } }
  }

  private func sweep(_ spins: inout Spins, _ generator: inout Xoshiro256PlusPlus) {
    let count = spins.values.count
    switch kind {
    case .wolff: flipCluster(&spins, bond: 1 - exp(-2 / temperature), &generator)
    case .wolffHalf: flipCluster(&spins, bond: 1 - exp(-1 / temperature), &generator)
    case .synchronous:
      let before = spins
      for site in 0..<count {
        let cost = Double(2 * before.values[site] * before.field(site))
        if generator.nextUnitInterval() < 1 / (1 + exp(cost / temperature)) {
          spins.values[site] *= -1
        }
      }
    case .kawasaki, .sharedBond, .diagonalPartner:
      for _ in 0..<count { exchange(&spins, &generator) }
    default:
      for step in 0..<count { flip(&spins, step, &generator) }
    }
  }

  private func flip(_ spins: inout Spins, _ step: Int, _ generator: inout Xoshiro256PlusPlus) {
    let (size, count) = (spins.size, spins.values.count)
    var site = Int.random(in: 0..<count, using: &generator)
    let u = generator.nextUnitInterval()
    if kind == .typewriter { site = step }
    if kind == .reusedNumber { site = Int(u * Double(count)) }
    var field = Double(spins.field(site))
    if kind == .lostNeighbour { field -= Double(spins.values[spins.neighbour(site, 0)]) }
    if kind == .openWall, site % size == size - 1 {
      field -= Double(spins.values[spins.neighbour(site, 0)])
    }
    if kind == .openWall, site % size == 0 {
      field -= Double(spins.values[spins.neighbour(site, 1)])
    }
    var cost = 2 * Double(spins.values[site]) * field
    if kind == .halvedCost { cost /= 2 }
    if kind == .doubledCost { cost *= 2 }
    let weight = exp(-cost / temperature)
    if u < (kind == .heatBath ? weight / (1 + weight) : weight) { spins.values[site] *= -1 }
  }

  private func exchange(_ spins: inout Spins, _ generator: inout Xoshiro256PlusPlus) {
    let site = Int.random(in: spins.values.indices, using: &generator)
    let direction = Int.random(in: 0..<4, using: &generator)
    var partner = spins.neighbour(site, direction)
    if kind == .diagonalPartner {
      partner = spins.neighbour(partner, direction < 2 ? 2 + direction : direction - 2)
    }
    guard spins.values[site] != spins.values[partner] else { return }
    var cost = 2 * spins.values[site] * (spins.field(site) - spins.field(partner))
    // The bond of a pair stays as it is; whoever forgets that, or corrects where there is none, is wrong.
    if kind != .sharedBond { cost += 4 }
    if generator.nextUnitInterval() < exp(-Double(cost) / temperature) {
      spins.values.swapAt(site, partner)
    }
  }

  private func flipCluster(
    _ spins: inout Spins, bond: Double, _ generator: inout Xoshiro256PlusPlus
  ) {
    let first = Int.random(in: spins.values.indices, using: &generator)
    let sign = spins.values[first]
    spins.values[first] = -sign
    var pending = [first]
    while let site = pending.popLast() {
      for direction in 0..<4 {
        let next = spins.neighbour(site, direction)
        guard spins.values[next] == sign, generator.nextUnitInterval() < bond else { continue }
        spins.values[next] = -sign
        pending.append(next)
      }
    }
  }
}
