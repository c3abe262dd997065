extension SquareLattice {
  /// The sites that `contains` names, packed as configurations are: one bit a site.
  public func packedSites(_ contains: (Int) -> Bool) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: wordsPerConfiguration)
    for site in 0..<siteCount where contains(site) {
      words[site >> 6] |= 1 << UInt64(site & 63)
    }
    return words
  }
}

extension SampleSet {
  /// The product of the spins at some sites, +1 or -1, for each configuration.
  ///
  /// - Parameter sites: as `SquareLattice.packedSites` packs them; the product of none is 1.
  public func products(over sites: [UInt64]) -> [Double] {
    let width = lattice.wordsPerConfiguration
    precondition(sites.count == width)
    let chosen = sites.reduce(0) { $0 + $1.nonzeroBitCount }
    return (0..<count).map { index in
      var up = 0
      for word in 0..<width { up += (words[index * width + word] & sites[word]).nonzeroBitCount }
      return (chosen - up).isMultiple(of: 2) ? 1 : -1
    }
  }
}
