import Glibc
import Randomness
import Statistics
import Testing

@Suite struct `Evidence after each draw` {
  private static let levels = (0..<30).map { Double(4 * $0) }
  /// A skewed law of thirty levels.
  private static let law: [Double] = {
    let weights = (0..<30).map { exp(-0.5 * pow(Double($0) - 9, 2) / 16) + 0.001 }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }()

  private static func draw(
    _ probabilities: [Double], _ generator: inout Xoshiro256PlusPlus
  ) -> Int {
    var rest = Double(generator.next() >> 11) * 0x1p-53
    for (place, probability) in probabilities.enumerated() {
      rest -= probability
      if rest < 0 { return place }
    }
    return probabilities.count - 1
  }

  @Test func `reaches 1/α in at most a share α of right streams, whenever one stops`() {
    let streams = 4000
    var crossings = [0.2: 0, 0.05: 0, 0.01: 0]
    for stream in 0..<streams {
      var generator = RandomStreams(seed: 5).stream("right streams", block: stream)
      var martingale = MixtureMartingale(levels: Self.levels, probabilities: Self.law)
      for _ in 0..<400 { martingale.observe(Self.draw(Self.law, &generator)) }
      for rate in crossings.keys where martingale.pValue <= rate { crossings[rate]! += 1 }
    }
    for (rate, count) in crossings {
      let most = Double(streams) * rate
      #expect(Double(count) <= most + 3 * most.squareRoot(), "\(count) at \(rate)")
    }
    // It is no test that never rejects.
    #expect(crossings[0.2]! > 40)
  }

  @Test func `is a mean of densities: its expectation after one draw is 1`() {
    let values = Self.law.indices.map { place -> Double in
      var martingale = MixtureMartingale(levels: Self.levels, probabilities: Self.law)
      martingale.observe(place)
      return Self.law[place] * exp(martingale.logValue)
    }
    #expect(abs(values.reduce(0, +) - 1) < 1e-9)
  }

  @Test func `is 1 over two draws, too`() {
    var sum = 0.0
    for first in Self.law.indices {
      for second in Self.law.indices {
        var martingale = MixtureMartingale(levels: Self.levels, probabilities: Self.law)
        martingale.observe(first)
        martingale.observe(second)
        sum += Self.law[first] * Self.law[second] * exp(martingale.logValue)
      }
    }
    #expect(abs(sum - 1) < 1e-9)
  }

  @Test func `is without bound where a level cannot be`() {
    var martingale = MixtureMartingale(levels: Self.levels, probabilities: Self.law)
    martingale.observe(nil)
    #expect(martingale.pValue == 0)
    martingale.observe(3)
    #expect(martingale.pValue == 0)
  }
}
