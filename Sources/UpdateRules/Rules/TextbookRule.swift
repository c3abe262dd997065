import Foundation
import Randomness
import SpinSystems

/// A sweep of a textbook Monte Carlo code, written spin by spin as somebody would who begins: right, or with one of
/// the mistakes that are made.
///
/// What a test of update rules is tested on. Slow; `SamplerRule` is for use.
public struct TextbookRule: UpdateRule {
  /// What the rule is, or what is wrong with it.
  public enum Kind: String, Sendable, CaseIterable {
    // MARK: Right

    /// Single flips at random sites, accepted with min(1, e^(-ΔH/T)).
    case metropolis
    /// The same, accepted with 1/(1 + e^(ΔH/T)).
    case heatBath = "heat bath"
    /// Metropolis flips of all sites in order: not reversible, and right.
    case typewriter = "sites in order"
    /// Exchanges of random neighbours, which keep ΣS.
    case kawasaki
    /// The cluster of a random site.
    case wolff

    // MARK: Wrong, ΣS free

    /// ΔH is half of what it is, as where each bond is counted once for two sites.
    case halvedCost = "ΔE halved"
    /// ΔH is twice what it is.
    case doubledCost = "ΔE doubled"
    /// ΔH without the neighbour on the right.
    case lostNeighbour = "a neighbour lost"
    /// ΔH without the bonds from the last column to the first.
    case openWall = "an open wall"
    /// Heat bath of all sites at once, by what they were before.
    case synchronous = "all sites at once"
    /// The number that picks the site also decides.
    case reusedNumber = "a random number used twice"
    /// Bonds of a cluster with 1 - e^(-1/T) in place of 1 - e^(-2/T).
    case wolffHalf = "Wolff with 1 - exp(-β)"
    /// Metropolis with e^(-ΔH/T) rounded to single precision, off by 3·10⁻⁸ of itself at most.
    case singlePrecisionTable = "a float32 table"

    // MARK: Wrong, ΣS fixed

    /// ΔH of an exchange as if the pair were not neighbours.
    case sharedBond = "the shared bond counted twice"
    /// Exchanges across a diagonal, with ΔH of neighbours.
    case diagonalPartner = "exchange across a diagonal"

    /// Whether the rule keeps ΣS.
    public var conservesTotalSpin: Bool {
      [.kawasaki, .sharedBond, .diagonalPartner].contains(self)
    }

    /// Those that leave the ensemble as it is.
    public static let right: [Kind] = [.metropolis, .heatBath, .typewriter, .kawasaki, .wolff]
    /// Those that do not, but by so little that no test of less than 10¹⁸ starts sees it.
    public static let unseen: [Kind] = [.singlePrecisionTable]
    /// Those that do not.
    public static var wrong: [Kind] { allCases.filter { !(right + unseen).contains($0) } }
  }

  /// What the rule is.
  public let kind: Kind
  /// T, in J/k_B.
  public let temperature: Double

  public var name: String { kind.rawValue }

  /// A rule for the ensemble at a temperature.
  public init(_ kind: Kind, temperature: Double) {
    self.kind = kind
    self.temperature = temperature
  }

  public func applied(to samples: SampleSet, seed: UInt64) -> SampleSet {
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
  private struct Spins {
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
    var weight = exp(-cost / temperature)
    if kind == .singlePrecisionTable { weight = Double(Float(weight)) }
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
