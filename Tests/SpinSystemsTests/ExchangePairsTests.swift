@testable import SpinSystems
import Testing

@Suite struct `Coding sets of exchange pairs` {
  @Test(arguments: 3...13, 0..<ExchangePairs.codingSetCount)
  func `hold pairs that do not touch`(size: Int, number: Int) {
    let pairs = ExchangePairs.codingSet(number, on: SquareLattice(size: size))
    let first = pairs.firstSites
    func right(_ site: Int) -> Int { site / size * size + (site + 1) % size }
    func down(_ site: Int) -> Int { (site + size) % (size * size) }
    let all = first.right.map { [$0, right($0)] } + first.down.map { [$0, down($0)] }
    #expect(!all.isEmpty)
    for (index, pair) in all.enumerated() {
      let near = Set(
        pair.flatMap { site in
          let (row, column) = (site / size, site % size)
          return [
            site, right(site), down(site), row * size + (column + size - 1) % size,
            (row + size - 1) % size * size + column,
          ]
        })
      for (other, sites) in all.enumerated() where other != index {
        #expect(near.isDisjoint(with: sites), "pairs \(pair) and \(sites)")
      }
    }
  }

  @Test func `of all numbers together reach every pair on a lattice they fit`() {
    let lattice = SquareLattice(size: 12)
    let sets = (0..<ExchangePairs.codingSetCount).map {
      ExchangePairs.codingSet($0, on: lattice).firstSites
    }
    #expect(Set(sets.flatMap(\.right)).count == lattice.siteCount)
    #expect(Set(sets.flatMap(\.down)).count == lattice.siteCount)
  }
}
