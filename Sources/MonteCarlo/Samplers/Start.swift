import SpinSystems

/// The configuration a chain starts from.
public enum Start: String, CaseIterable, Sendable {
  /// One flat domain of up spins: whole rows, the last of them in part, up to ΣS; all spins up where
  /// ΣS is free. Every replica starts from the same.
  case stripe
  /// Shuffled spins of the right ΣS; where it is free, each spin by the toss of a coin. This is the
  /// ensemble at infinite temperature. Each replica has its own.
  case random

  /// `count` starting configurations.
  public func configurations(
    of ensemble: Ensemble, count: Int, using generator: inout some RandomNumberGenerator
  ) -> SampleSet {
    let lattice = ensemble.lattice
    let siteCount = lattice.siteCount
    let width = lattice.wordsPerConfiguration
    let ups = (siteCount + (ensemble.totalSpin ?? siteCount)) / 2
    return SampleSet(lattice: lattice, count: count) { words in
      for index in 0..<count {
        let first = index * width
        switch (self, ensemble.totalSpin) {
        case (.stripe, _):
          for site in 0..<ups { words[first + site >> 6] |= 1 << UInt64(site & 63) }
        case (.random, nil):
          for word in 0..<width { words[first + word] = generator.next() }
          words[first + width - 1] &= .max >> UInt64(64 * width - siteCount)
        case (.random, _?):
          // Selection sampling (Knuth 1969, algorithm S): each site is up with the share of up spins
          // among the spins that are left.
          var upsLeft = ups
          for site in 0..<siteCount
          where Int.random(in: 0..<siteCount - site, using: &generator) < upsLeft {
            words[first + site >> 6] |= 1 << UInt64(site & 63)
            upsLeft -= 1
          }
        }
      }
    }
  }
}
