import Randomness
import SpinSystems
import Testing

@Suite struct `An ensemble` {
  @Test func `refuses a ΣS that no configuration has`() {
    #expect(throws: EnsembleError.totalSpinParity(1, siteCount: 64)) {
      try Ensemble.fixedMagnetization(size: 8, temperature: 1, totalSpin: 1)
    }
    #expect(throws: EnsembleError.totalSpinParity(0, siteCount: 9)) {
      try Ensemble.fixedMagnetization(size: 3, temperature: 1, totalSpin: 0)
    }
    #expect(throws: EnsembleError.totalSpinTooLarge(-66, siteCount: 64)) {
      try Ensemble.fixedMagnetization(size: 8, temperature: 1, totalSpin: -66)
    }
    #expect(throws: EnsembleError.totalSpinTooLarge(.min, siteCount: 64)) {
      try Ensemble.fixedMagnetization(size: 8, temperature: 1, totalSpin: .min)
    }
  }

  @Test(arguments: [0, -1, .infinity, .nan, -.infinity] as [Double])
  func `refuses a temperature that is not positive and finite`(temperature: Double) {
    #expect(throws: EnsembleError.self) {
      try Ensemble.canonical(size: 8, temperature: temperature)
    }
  }

  @Test func `is not comparable with another one`() throws {
    let fixed = try Ensemble.fixedMagnetization(size: 8, temperature: 1, totalSpin: 0)
    let free = try Ensemble.canonical(size: 8, temperature: 1)
    #expect(throws: EnsembleError.mismatch(fixed, free)) { try fixed.requireEqual(to: free) }
  }
}

@Suite struct `Random streams` {
  @Test func `depend on seed, domain, ensemble and block, and on nothing else`() throws {
    let hot = try Ensemble.canonical(size: 8, temperature: 3)
    let cold = try Ensemble.canonical(size: 8, temperature: 1)
    let streams = RandomStreams(seed: 7)
    func first(_ stream: Xoshiro256PlusPlus) -> UInt64 {
      var copy = stream
      return copy.next()
    }
    #expect(
      first(streams.stream("a", for: hot, block: 3))
        == first(RandomStreams(seed: 7).stream("a", for: hot, block: 3)))
    let different = [
      streams.stream("a"), streams.stream("b"), streams.stream("a", block: 1),
      streams.stream("a", for: hot), streams.stream("a", for: cold),
      RandomStreams(seed: 8).stream("a"),
    ]
    #expect(Set(different.map(first)).count == different.count)
  }

  @Test func `reproduce the published generator`() {
    // Blackman and Vigna's reference code from the state (1, 2, 3, 4).
    var generator = Xoshiro256PlusPlus(state: (1, 2, 3, 4))
    let expected: [UInt64] = [41_943_041, 58_720_359, 3_588_806_011_781_223]
    #expect((0..<3).map { _ in generator.next() } == expected)
  }
}
