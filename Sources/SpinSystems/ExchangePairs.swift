import CSpinKernels

/// A choice of nearest-neighbour pairs, each named by its left or its upper site.
public struct ExchangePairs: Sendable {
  /// The lattice of the pairs.
  public let lattice: SquareLattice
  /// Masks over first sites, laid out as a configuration: pairs to the next column.
  fileprivate let right: [UInt64]
  /// Pairs to the next row.
  fileprivate let down: [UInt64]

  /// All 2N pairs.
  public static func all(on lattice: SquareLattice) -> ExchangePairs {
    ExchangePairs(lattice, right: { _, _ in true }, down: { _, _ in true })
  }

  /// The number of different coding sets.
  public static let codingSetCount = 12

  /// Pairs that do not touch: no site of one is a neighbour of a site of another.
  ///
  /// Given all other spins, and which of the pairs are opposite, the orientations of such pairs are
  /// independent of each other, exactly (the coding method of Besag 1974). Pairs lie in every second
  /// line and three sites apart; `number` chooses one of two directions and six offsets.
  ///
  /// - Precondition: 0 ≤ `number` < `codingSetCount`.
  public static func codingSet(_ number: Int, on lattice: SquareLattice) -> ExchangePairs {
    precondition((0..<codingSetCount).contains(number))
    let size = lattice.size
    let (along, across) = (number / 2 % 3, number / 6)
    let isHorizontal = number.isMultiple(of: 2)
    // A gap of at least one site remains where the torus closes.
    func isChosen(_ position: Int, _ line: Int) -> Bool {
      let (x, y) = ((position - along + size) % size, (line - across + size) % size)
      return x.isMultiple(of: 3) && x <= size - 3 && y.isMultiple(of: 2) && y <= size - 2
    }
    return ExchangePairs(
      lattice, right: { row, column in isHorizontal && isChosen(column, row) },
      down: { row, column in !isHorizontal && isChosen(row, column) })
  }

  private init(
    _ lattice: SquareLattice, right: (Int, Int) -> Bool, down: (Int, Int) -> Bool
  ) {
    func mask(_ isChosen: (Int, Int) -> Bool) -> [UInt64] {
      var words = [UInt64](repeating: 0, count: lattice.wordsPerConfiguration)
      for site in 0..<lattice.siteCount where isChosen(site / lattice.size, site % lattice.size) {
        words[site >> 6] |= 1 << UInt64(site & 63)
      }
      return words
    }
    self.lattice = lattice
    self.right = mask(right)
    self.down = mask(down)
  }

  /// The first sites of the chosen pairs, to the next column and to the next row.
  var firstSites: (right: [Int], down: [Int]) {
    func sites(_ mask: [UInt64]) -> [Int] {
      (0..<lattice.siteCount).filter { mask[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 }
    }
    return (sites(right), sites(down))
  }
}

extension SampleSet {
  /// Those of `pairs` that have opposite spins, in the configurations of `range`, by the energy change
  /// of exchanging the two spins.
  ///
  /// - Returns: [7][range.count]; row k counts the pairs whose exchange changes H by 4(k - 3).
  /// - Precondition: L ≥ 3. At L = 2 both neighbours along an axis are the same site.
  public func exchangeClassCounts(_ pairs: ExchangePairs, range: Range<Int>) -> [Int32] {
    precondition(lattice.size >= 3 && lattice == pairs.lattice)
    return BitKernels.run(self, range: range, outputs: [7 * range.count]) {
      words, count, size, outputs in
      steelyard_exchange_classes(words, count, size, pairs.right, pairs.down, outputs[0])
    }[0]
  }
}
