import SpinSystems

/// One configuration, a byte a spin, for samplers that move one replica.
struct ScalarSpins: Sendable {
  let lattice: SquareLattice
  /// +1 or -1 at each site.
  var spins: [Int8]
  /// The neighbours of each site, four to a site: next and previous column, next and previous row. At
  /// L = 2 the first two are the same site, as are the last two, and both bonds count.
  let neighbours: [Int32]

  init(_ samples: SampleSet) {
    let lattice = samples.lattice
    let size = lattice.size
    self.lattice = lattice
    neighbours = (0..<lattice.siteCount).flatMap { site in
      let (row, column) = (site / size, site % size)
      return [
        lattice.site(row: row, column: (column + 1) % size),
        lattice.site(row: row, column: (column + size - 1) % size),
        lattice.site(row: (row + 1) % size, column: column),
        lattice.site(row: (row + size - 1) % size, column: column),
      ].map { Int32($0) }
    }
    spins = []
    set(samples)
  }

  /// A set of this configuration alone.
  var samples: SampleSet {
    SampleSet(lattice: lattice, count: 1) { words in
      for (site, spin) in spins.enumerated() where spin > 0 {
        words[site >> 6] |= 1 << UInt64(site & 63)
      }
    }
  }

  /// Takes over the first configuration of `samples`.
  mutating func set(_ samples: SampleSet) {
    spins = samples.spins(of: 0).map { Int8($0) }
  }
}

extension RandomNumberGenerator {
  /// A number below `bound`, by multiplication (Lemire 2019) without its last correction: a value's
  /// probability is off by less than 2^-64, relatively `bound`/2^64.
  @inline(__always)
  mutating func nextIndex(below bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(truncatingIfNeeded: bound)).high)
  }
}
