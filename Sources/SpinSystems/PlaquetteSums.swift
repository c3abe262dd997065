extension SampleSet {
  /// Σ over sites of the product of the four spins of the plaquette whose corner the site is, for each
  /// configuration.
  public func plaquetteSums() -> [Int32] {
    // The product of a bond along a row and the same bond of the next row.
    let bonds = Observables(bondFields().right, largestDistance: 1)
    return zip(bonds.correlationSums(at: 1), bonds.anisotropySums(at: 1)).map { ($0 - $1) / 2 }
  }
}
