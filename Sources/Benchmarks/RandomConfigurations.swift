import Randomness
import SpinSystems

extension SampleSet {
  /// Configurations whose spins are independent and up with probability 1/2: T = ∞ at free ΣS.
  init(randomOn lattice: SquareLattice, count: Int, using generator: inout Xoshiro256PlusPlus) {
    let width = lattice.wordsPerConfiguration
    // The last word of a configuration has `64 * width - N` bits that are no sites.
    let sites = UInt64.max >> UInt64(64 * width - lattice.siteCount)
    self.init(lattice: lattice, count: count) { words in
      for index in words.indices {
        words[index] = generator.next() & (index % width == width - 1 ? sites : .max)
      }
    }
  }
}
