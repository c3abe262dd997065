@testable import Randomness
@testable import SpinSystems

/// The observables once more, by loops over sites as the definitions are written: the independent
/// side that the bit kernels are held against.
struct DirectSums {
  let size: Int
  let spins: [Int]

  init(_ samples: SampleSet, _ index: Int) {
    size = samples.lattice.size
    spins = samples.spins(of: index)
  }

  func spin(_ row: Int, _ column: Int) -> Int {
    spins[(row + 2 * size) % size * size + (column + 2 * size) % size]
  }

  func sum(_ term: (Int, Int) -> Int) -> Int {
    var total = 0
    for row in 0..<size { for column in 0..<size { total += term(row, column) } }
    return total
  }

  var energy: Int { -sum { spin($0, $1) * (spin($0 + 1, $1) + spin($0, $1 + 1)) } }
  func correlationSum(_ r: Int) -> Int {
    sum { spin($0, $1) * (spin($0 + r, $1) + spin($0, $1 + r)) }
  }
  func anisotropySum(_ r: Int) -> Int {
    sum { spin($0, $1) * (spin($0, $1 + r) - spin($0 + r, $1)) }
  }
  var cornerTriples: Int {
    sum { i, j in
      spin(i, j) * (spin(i, j + 1) + spin(i, j - 1)) * (spin(i + 1, j) + spin(i - 1, j))
    }
  }

  /// Opposite neighbour pairs by ΔE / 4 + 3, from energies of the configuration and the exchanged one.
  var exchangeClasses: [Int] {
    var counts = [Int](repeating: 0, count: 7)
    let before = energy
    for site in 0..<spins.count {
      let (row, column) = (site / size, site % size)
      for other in [row * size + (column + 1) % size, (row + 1) % size * size + column]
      where spins[site] != spins[other] {
        var exchanged = self
        exchanged.swap(site, other)
        counts[(exchanged.energy - before) / 4 + 3] += 1
      }
    }
    return counts
  }

  private mutating func swap(_ a: Int, _ b: Int) {
    var copy = spins
    copy.swapAt(a, b)
    self = DirectSums(size: size, spins: copy)
  }

  private init(size: Int, spins: [Int]) {
    self.size = size
    self.spins = spins
  }
}

extension SampleSet {
  /// Independent configurations of independent spins, up with probability `fraction`.
  static func random(size: Int, count: Int, fraction: Double = 0.5, seed: UInt64) -> SampleSet {
    var generator = RandomStreams(seed: seed).stream("random spins", block: size)
    var samples = SampleSet(lattice: SquareLattice(size: size))
    for _ in 0..<count {
      samples.append(
        spins: (0..<size * size).map { _ in generator.nextUnitInterval() < fraction ? 1 : -1 })
    }
    return samples
  }
}
