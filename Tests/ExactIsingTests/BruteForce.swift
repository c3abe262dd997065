import SpinSystems

/// All 2^N configurations of a small lattice, counted one by one with nothing but the definition of
/// the Hamiltonian.
struct BruteForce {
  struct Cell: Hashable {
    let energy: Int
    let totalSpin: Int
  }

  private(set) var counts: [Cell: Int] = [:]
  /// Σ over the states of a cell of Σ_i S_i S_(i+r) over all N sites and both axes.
  private(set) var correlationSums: [Cell: [Int]] = [:]

  init(size: Int) {
    precondition(size * size <= 25)
    let siteCount = size * size
    let all = 1 << siteCount - 1
    var columnMasks: [Int] = []
    for column in 0..<size {
      var mask = 0
      for row in 0..<size { mask |= 1 << (row * size + column) }
      columnMasks.append(mask)
    }
    /// Each site's neighbour `distance` columns on.
    func alongRow(_ state: Int, _ distance: Int) -> Int {
      var shifted = 0
      for column in 0..<size {
        let source = (column + distance) % size
        let bits = state & columnMasks[source]
        shifted |= source >= column ? bits >> (source - column) : bits << (column - source)
      }
      return shifted
    }
    /// Each site's neighbour `distance` rows on.
    func alongColumn(_ state: Int, _ distance: Int) -> Int {
      let places = distance * size
      return (state >> places | state << (siteCount - places)) & all
    }
    var table = [[Int]](
      repeating: [Int](repeating: 0, count: 1 + size / 2),
      count: (4 * siteCount + 1) * (siteCount + 1))
    table.withUnsafeMutableBufferPointer { table in
      for state in 0...all {
        var products: (Int, Int) = (0, 0)
        for distance in 1...size / 2 {
          let sum =
            2 * siteCount - 2 * (state ^ alongRow(state, distance)).nonzeroBitCount
            - 2 * (state ^ alongColumn(state, distance)).nonzeroBitCount
          if distance == 1 { products.0 = sum } else { products.1 = sum }
        }
        let place =
          (2 * siteCount - products.0) * (siteCount + 1) + state.nonzeroBitCount
        table[place][0] += 1
        table[place][1] += products.0
        if size / 2 > 1 { table[place][2] += products.1 }
      }
    }
    for (place, sums) in table.enumerated() where sums[0] > 0 {
      let cell = Cell(
        energy: place / (siteCount + 1) - 2 * siteCount,
        totalSpin: 2 * (place % (siteCount + 1)) - siteCount)
      counts[cell] = sums[0]
      correlationSums[cell] = Array(sums.dropFirst())
    }
  }
}
