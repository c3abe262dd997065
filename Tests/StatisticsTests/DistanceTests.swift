import Glibc
import Statistics
import Testing

@Suite struct DistanceTests {
  @Test func `Distances of two coins have closed forms`() {
    let (p, q) = ([0.75, 0.25], [0.5, 0.5])
    func measure(_ which: Distance) -> Double { distance(which, levels: [-4, 8], p, q) }
    #expect(abs(measure(.kullbackLeibler) - (0.75 * log(1.5) + 0.25 * log(0.5))) < 1e-15)
    #expect(measure(.totalVariation) == 0.25)
    // The gap is 12 and a quarter of the probability crosses it.
    #expect(measure(.wasserstein1) == 3)
    let overlap = 0.375.squareRoot() + 0.125.squareRoot()
    #expect(abs(measure(.hellinger) - (1 - overlap).squareRoot()) < 1e-15)
    let jensenShannon =
      0.5 * (0.75 * log(1.2) + 0.25 * log(2.0 / 3)) + 0.5 * (0.5 * log(0.8) + 0.5 * log(4.0 / 3))
    #expect(abs(measure(.jensenShannon) - jensenShannon) < 1e-15)
  }

  @Test func `Disjoint distributions are as far apart as can be`() {
    let (p, q) = ([1.0, 0], [0.0, 1])
    func measure(_ which: Distance) -> Double { distance(which, levels: [0, 5], p, q) }
    #expect(measure(.kullbackLeibler) == .infinity)
    #expect(abs(measure(.jensenShannon) - log(2)) < 1e-15)
    #expect(measure(.totalVariation) == 1)
    #expect(measure(.hellinger) == 1)
    #expect(measure(.wasserstein1) == 5)
  }

  @Test(arguments: Distance.allCases) func `A distribution is at no distance from itself`(
    which: Distance
  ) {
    let p = [0.1, 0, 0.2, 0.7]
    #expect(distance(which, levels: [0, 1, 5, 6], p, p) < 1e-15)
  }

  @Test func `Wasserstein-1 adds up over gaps`() {
    // 0.2 moves by 1 + 3, 0.1 moves by 3.
    let moved = distance(.wasserstein1, levels: [0, 1, 4], [0.5, 0.3, 0.2], [0.3, 0.2, 0.5])
    #expect(abs(moved - (0.2 * 4 + 0.1 * 3)) < 1e-14)
  }
}
