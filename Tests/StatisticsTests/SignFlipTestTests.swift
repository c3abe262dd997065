import Randomness
import Statistics
import Testing

@Suite struct `A test by random signs` {
  @Test func `gives uniform p-values whatever the law of the differences`() {
    var generator = RandomStreams(seed: 84).stream("sign flips")
    let pValues = (0..<500).map { _ in
      // A heavy tail, mirrored, and a second column that goes with it.
      let heavy = (0..<120).map { _ in
        let size = 1 / (1 - generator.nextUnitInterval())
        return generator.nextUnitInterval() < 0.5 ? size : -size
      }
      return SignFlipTest(
        [heavy, heavy.map { $0 * abs($0) }], isNormal: false, using: &generator
      ).pValue
    }
    #expect(kolmogorovSmirnovUniform(pValues) > 1e-3)
  }

  @Test func `reaches below the number of its signs where many pairs differ`() {
    var generator = RandomStreams(seed: 85).stream("sign flips")
    let shifted = (0..<2000).map { _ in generator.nextUnitInterval() - 0.25 }
    let symmetric = (0..<2000).map { _ in generator.nextUnitInterval() - 0.5 }
    let test = SignFlipTest([symmetric, shifted], isNormal: true, using: &generator)
    #expect(test.furthest == 1)
    #expect(test.pValue < 1e-20)
    let exact = SignFlipTest([symmetric, shifted], isNormal: false, using: &generator)
    #expect(exact.pValue == 0.001)
  }
}
