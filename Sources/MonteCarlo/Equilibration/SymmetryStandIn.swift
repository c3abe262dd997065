import SpinSystems

extension SampleSet {
  /// The configurations, each moved by a random symmetry of the lattice: a translation, one of the
  /// eight symmetries of the square and, where the ensemble is invariant under it, S → -S.
  func randomlyTransformed(
    in ensemble: Ensemble, using generator: inout Xoshiro256PlusPlus
  ) -> SampleSet {
    let size = lattice.size
    let width = lattice.wordsPerConfiguration
    return SampleSet(lattice: lattice, count: count) { target in
      for index in 0..<count {
        let code = generator.next()
        let rows = Int.random(in: 0..<size, using: &generator)
        let columns = Int.random(in: 0..<size, using: &generator)
        let flip: UInt64 = ensemble.isSpinFlipSymmetric ? code >> 3 & 1 : 0
        for site in 0..<lattice.siteCount {
          var (row, column) = (site / size, site % size)
          let bit = words[index * width + site >> 6] >> UInt64(site & 63) & 1 ^ flip
          if code & 1 == 1 { swap(&row, &column) }
          if code & 2 == 2 { row = size - 1 - row }
          if code & 4 == 4 { column = size - 1 - column }
          row = (row + rows) % size
          column = (column + columns) % size
          let moved = row * size + column
          target[index * width + moved >> 6] |= bit << UInt64(moved & 63)
        }
      }
    }
  }
}
