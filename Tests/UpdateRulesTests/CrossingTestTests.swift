import Randomness
import Statistics
import Testing

@testable import UpdateRules

@Suite struct `Crossings of thresholds` {
  @Test func `are counted above every level`() throws {
    // 30 go from 0 to 8, 20 from 4 to 0, 25 from 8 to 4.
    let before =
      [Int32](repeating: 0, count: 30) + .init(repeating: 4, count: 20)
      + .init(repeating: 8, count: 25)
    let after =
      [Int32](repeating: 8, count: 30) + .init(repeating: 0, count: 20)
      + .init(repeating: 4, count: 25)
    let test = CrossingTest(before: before, after: after)
    #expect(test.thresholds.map(\.level) == [0, 4])
    #expect(test.thresholds.map(\.up) == [30, 30])
    #expect(test.thresholds.map(\.down) == [20, 25])
    // 2 P(at least 30 of 50) = 0.20263…, by summing binomial coefficients.
    let coefficients = (30...50).reduce(0.0) { $0 + choose(50, $1) }
    #expect(abs(test.thresholds[0].pValue - 2 * coefficients / 0x1p50) < 1e-12)
  }

  @Test func `keep the level though before and after are correlated`() {
    var generator = RandomStreams(seed: 91).stream("crossings")
    var small = 0
    for _ in 0..<400 {
      // A walk on a ring of levels keeps the uniform law.
      let before = (0..<500).map { _ in Int32.random(in: 0..<9, using: &generator) }
      let after = before.map { ($0 + Int32.random(in: 0...2, using: &generator) + 8) % 9 }
      let thresholds = CrossingTest(before: before, after: after).thresholds
      if thresholds.contains(where: { $0.pValue * Double(thresholds.count) < 0.05 }) { small += 1 }
    }
    // At most 20 of 400 expected, four standard errors more.
    #expect(small <= 38)
  }

  private func choose(_ n: Int, _ k: Int) -> Double {
    (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
  }
}
