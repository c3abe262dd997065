import Randomness
import SpinSystems
import Testing

@Suite struct `Successive copies` {
  private func series(_ count: Int, of states: UInt64, seed: UInt64) -> [UInt64] {
    var generator = RandomStreams(seed: seed).stream("copies in a row")
    return (0..<count).map { _ in UInt64.random(in: 0..<states, using: &generator) }
  }

  @Test(arguments: [3, 1000, UInt64.max], [2, 3, 16])
  func `are found in whole and in part of a file`(states: UInt64, times: Int) throws {
    let copied = series(200, of: states, seed: 1).flatMap {
      [UInt64](repeating: $0, count: times)
    }
    #expect(try #require(SuccessiveCopies(in: copied)).multiplicity == times)
    // Begun and ended in the middle of a run.
    let part = Array(copied[1..<copied.count - 1])
    #expect(try #require(SuccessiveCopies(in: part)).multiplicity == times)
  }

  @Test func `are not seen in what stays at random, or in too little`() {
    for states in [2, 3, 100] as [UInt64] {
      for seed in 0..<100 as Range<UInt64> {
        #expect(SuccessiveCopies(in: series(100, of: states, seed: seed)) == nil)
      }
    }
    // A chain that stays where it is nine times in ten.
    var generator = RandomStreams(seed: 4).stream("a slow chain")
    var state = 0 as UInt64
    let slow = (0..<5000).map { _ in
      if Int.random(in: 0..<10, using: &generator) == 0 { state += 1 }
      return state
    }
    #expect(SuccessiveCopies(in: slow) == nil)
    #expect(SuccessiveCopies(in: (0..<31).flatMap { [$0 as UInt64, $0] }) == nil)
    #expect(SuccessiveCopies(in: (0..<32).flatMap { [$0 as UInt64, $0] }) != nil)
    #expect(SuccessiveCopies(in: [UInt64](repeating: 1, count: 1000)) == nil)
    #expect(SuccessiveCopies(in: []) == nil)
  }
}
