import SpinSystems

/// The yardstick of the bit kernels: the sums of the definitions, site by site.
struct PlainObservables {
  /// H of each configuration.
  private(set) var energies: [Int32] = []
  /// ΣS of each configuration.
  private(set) var totalSpins: [Int32] = []
  /// Σ over sites of S(i,j)·(S(i+r,j) + S(i,j+r)) of each configuration, row r - 1 for distance r.
  private(set) var correlationSums: [[Int32]]

  /// - Parameter spins: the spins ±1 of all configurations, row by row.
  init(_ spins: [Int8], lattice: SquareLattice) {
    let size = lattice.size
    correlationSums = [[Int32]](repeating: [], count: size / 2)
    for start in stride(from: 0, to: spins.count, by: lattice.siteCount) {
      var totalSpin: Int32 = 0
      for site in start..<start + lattice.siteCount { totalSpin += Int32(spins[site]) }
      totalSpins.append(totalSpin)
      for distance in 1...size / 2 {
        var sum: Int32 = 0
        for row in 0..<size {
          let below = row + distance < size ? row + distance : row + distance - size
          for column in 0..<size {
            let right = column + distance < size ? column + distance : column + distance - size
            let spin = Int32(spins[start + row * size + column])
            let neighbours =
              Int32(spins[start + below * size + column])
              + Int32(spins[start + row * size + right])
            sum += spin * neighbours
          }
        }
        correlationSums[distance - 1].append(sum)
      }
      energies.append(-correlationSums[0][energies.count])
    }
  }
}
