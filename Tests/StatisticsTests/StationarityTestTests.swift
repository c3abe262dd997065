import Glibc
import Randomness
import Statistics
import Testing

@Suite struct `A test of stationarity` {
  /// Draws of three kinds: normal, with a long tail, and zero but for rare events.
  private static let kinds: [@Sendable (Double) -> Double] = [
    { normalQuantile(min(max($0, 1e-12), 1 - 1e-12)) },
    { -log(1 - $0) },
    { $0 < 0.01 ? 1 : 0 },
  ]

  @Test(arguments: 0..<3)
  func `gives uniform p-values to independent draws of any law`(kind: Int) {
    var generator = RandomStreams(seed: 91).stream("stationarity", block: kind)
    let pValues = (0..<500).compactMap { _ -> Double? in
      let columns = (0..<2).map { _ in
        (0..<1500).map { _ in Self.kinds[kind](generator.nextUnitInterval()) }
      }
      return StationarityTest(columns, isCorrelated: false, using: &generator)?.pValue
    }
    #expect(pValues.count == 500)
    #expect(isValid(pValues))
    if kind < 2 { #expect(kolmogorovSmirnovUniform(pValues) > 1e-3) }
  }

  @Test(arguments: [0.3, 0.8, 0.95])
  func `keeps its rate along chains`(coefficient: Double) {
    let process = AutoregressiveProcess(coefficient: coefficient)
    var generator = RandomStreams(seed: 92).stream("stationarity")
    // From 250 autocorrelation times on, little more than a judgement asks for.
    let count = Int(250 * process.integratedTime)
    let pValues = (0..<500).compactMap { _ in
      StationarityTest(
        [process.series(count: count, using: &generator)], isCorrelated: true, using: &generator)?
        .pValue
    }
    #expect(pValues.count > 350)
    #expect(isValid(pValues))
  }

  @Test(arguments: [0, 0.6])
  func `finds a step, a slope and a stretch, and says where`(coefficient: Double) throws {
    let process = AutoregressiveProcess(coefficient: coefficient)
    var generator = RandomStreams(seed: 93).stream("stationarity")
    let count = 8000
    // A hundredth of independent draws; in a chain more of less, or it looks as if it were slow.
    let (width, height) = coefficient == 0 ? (100, 4.0) : (800, 1.0)
    // A step between levels half a deviation apart, a slope of as much, and a stretch.
    let changes: [(shift: (Int) -> Double, place: Range<Int>?)] = [
      ({ $0 < 3000 ? 0.5 : 0 }, 0..<3000),
      ({ Double($0) / 8000 }, nil),
      ({ (5000..<5000 + width).contains($0) ? height : 0 }, 5000..<5000 + width),
      ({ $0 < width ? height : 0 }, 0..<width),
    ]
    for (shift, place) in changes {
      let still = process.series(count: count, using: &generator)
      let series = still.indices.map { still[$0] + shift($0) }
      let test = try #require(
        StationarityTest(
          [still, series], isCorrelated: coefficient > 0, using: &generator))
      #expect(test.pValue < (coefficient == 0 ? 1e-4 : 1e-2), "\(test)")
      #expect(test.change.series == 1)
      if let place {
        #expect(test.change.part.overlaps(place))
        #expect(test.change.means.part > test.change.means.rest)
        #expect(abs(test.change.part.count - place.count) <= 400)
      }
    }
  }

  @Test(arguments: [600, 1000, 1023, 1500, 4099])
  func `looks at a series to its end`(count: Int) throws {
    var generator = RandomStreams(seed: 96).stream("stationarity", block: count)
    let still = AutoregressiveProcess(coefficient: 0).series(count: count, using: &generator)
    // The last twentieth is two deviations off: eleven errors of its mean at 600.
    let begin = count - count / 20
    let series = still.indices.map { still[$0] + ($0 < begin ? 0 : 2) }
    let test = try #require(
      StationarityTest([series], isCorrelated: false, using: &generator))
    #expect(test.pValue < 1e-4)
    #expect(test.change.part.overlaps(begin..<count))
  }

  @Test func `asks nothing of few elements`() {
    var generator = RandomStreams(seed: 94).stream("stationarity")
    #expect(
      StationarityTest([[Double](repeating: 1, count: 19)], isCorrelated: false, using: &generator)
        == nil)
    // Constant series have no change.
    let constant = StationarityTest(
      [[Double](repeating: 1, count: 400)], isCorrelated: true, using: &generator)
    #expect(constant?.pValue == 1)
  }
}
