import Randomness
import SpinSystems
import Testing

@Suite struct `Repeated stretches` {
  private func series(_ count: Int, of states: UInt64, seed: UInt64) -> [UInt64] {
    var generator = RandomStreams(seed: seed).stream("stretches")
    return (0..<count).map { _ in UInt64.random(in: 0..<states, using: &generator) }
  }

  @Test(arguments: [16, 1000, UInt64.max])
  func `are found where they are, with runs of equal ones in between`(states: UInt64) throws {
    let first = series(500, of: states, seed: 1)
    let rest = series(300, of: states, seed: 2)
    let twice = first + rest + first[100..<400]
    let found = try #require(RepeatedStretches(in: twice))
    // By chance the states beside it may be the same.
    #expect(abs(found.longest.original.lowerBound - 100) <= 3)
    #expect(abs(found.longest.again.lowerBound - 800) <= 3)
    #expect(found.longest.original.upperBound - found.longest.original.lowerBound >= 297)
    #expect(abs(found.repeatedCount - 300) <= 6)
    let tiled = try #require(RepeatedStretches(in: first + first + first))
    #expect(tiled.repeatedCount >= 990)
    // Each state three times: the runs count as one, and all of them are copied.
    let runs = first.flatMap { [$0, $0, $0] }
    let long = try #require(RepeatedStretches(in: runs + runs))
    #expect(abs(long.repeatedCount - 1500) <= 6)
  }

  @Test func `are not seen in draws from few states, to and fro, or in short series`() {
    for states in [2, 4, 16, 64] as [UInt64] {
      #expect(RepeatedStretches(in: series(20000, of: states, seed: 3)) == nil)
    }
    // A cold chain: from the ground state to one of 128 others and back.
    let cold = series(20000, of: 128, seed: 4).flatMap { [1000, $0] as [UInt64] }
    #expect(RepeatedStretches(in: cold) == nil)
    #expect(RepeatedStretches(in: (0..<5000).map { UInt64($0 % 2) }) == nil)
    let short = series(20, of: 1000, seed: 5)
    #expect(RepeatedStretches(in: short + short) == nil)
    #expect(RepeatedStretches(in: []) == nil)
  }
}
