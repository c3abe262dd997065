import FiniteSizeScaling
import Foundation
import Testing

@Suite struct CrossingTests {
  @Test func `Exact curves cross at the critical point, and a level where they have it`() {
    var generator = testStream(9)
    let synthetic = SyntheticCollapse(reach: 4)
    let pairs = synthetic.exact.pairCrossings(using: &generator)
    #expect(pairs.map(\.size) == [12, 18, 27] && pairs.map(\.otherSize) == [18, 27, 40])
    // Cubics through points 0.57 apart in x differ from the sigmoid by 10⁻⁴; slopes differ by half.
    #expect(pairs.allSatisfy { abs($0.control - 2.3) < 1e-3 })
    let levels = synthetic.exact.levelCrossings(0.5, using: &generator)
    #expect(levels.map(\.size) == synthetic.sizes)
    for crossing in levels {
      // f = ½ at x = 0.3.
      #expect(abs(crossing.control - 2.3 - 0.3 * pow(crossing.size, -1 / 1.2)) < 1e-4)
    }
  }

  @Test func `A crossing scatters by its standard error`() {
    let synthetic = SyntheticCollapse(reach: 4)
    let exact = 2.3 + 0.3 * pow(27, -1 / 1.2)
    var generator = testStream(10)
    let z = (0..<100).map { _ in
      let crossing = synthetic.drawn(using: &generator)
        .levelCrossings(0.5, replicates: 50, using: &generator)[2]
      return (crossing.control - exact) / crossing.standardError
    }
    // Mean square of 100 normal values over errors known to 10 %: 1.03 ± 0.15; four of them.
    #expect(abs(z.reduce(0) { $0 + $1 * $1 } / 100 - 1.03) < 0.6)
  }

  @Test func `A level beyond all curves is crossed by none`() {
    var generator = testStream(11)
    let table = SyntheticCollapse().exact
    #expect(table.levelCrossings(1.5, using: &generator).isEmpty)
  }

  /// Saturated wings, where noise makes differences of either sign.
  @Test(arguments: 0..<5)
  func `The first idea of a critical point is not led astray by saturated curves`(
    block: Int
  ) throws {
    var generator = testStream(100 + block)
    let synthetic = SyntheticCollapse(pointCount: 41, reach: 20)
    let coarse = try synthetic.drawn(using: &generator).coarseCriticalPoint()
    // Points of L = 40 are 1/40^(1/1.2) = 0.046 apart, and of L = 12 0.13.
    #expect(abs(coarse - 2.3) < 0.07)
  }

  @Test func `A window is found without knowing where`() throws {
    var generator = testStream(12)
    let synthetic = SyntheticCollapse(pointCount: 81, reach: 20)
    let table = synthetic.drawn(using: &generator)
    let average = try AveragedCollapse(
      of: [ScalingObservable(data: ScalingData(table), scalingDimension: 0)], .init())
    #expect(average.pValue > 0.01)
    for parameter in [CriticalParameter.criticalPoint, .nu] {
      // Twice the half-width is four standard errors.
      let estimate = try #require(average.estimates[parameter])
      let width = estimate.interval.upperBound - estimate.interval.lowerBound
      #expect(abs(estimate.value - synthetic.truth[parameter]) < width)
    }
    // Half as wide as the sigmoid at least: wide enough to be of use.
    #expect(average.heaviest.halfWidth > 1)
  }

  @Test(arguments: [nil, -0.125] as [Double?])
  func `The scaling dimension may be unknown, too`(held: Double?) throws {
    var generator = testStream(13)
    let synthetic = SyntheticCollapse(
      truth: CriticalParameters(criticalPoint: 2.3, nu: 1.2, scalingDimension: -0.125),
      pointCount: 31, reach: 6)
    let table = synthetic.drawn(using: &generator)
    let coarse = try table.coarseCriticalPoint(scalingDimension: held)
    #expect(abs(coarse - 2.3) < 0.05)
  }

  @Test func `Curves on one side of their crossing have none`() throws {
    var generator = testStream(14)
    let all = SyntheticCollapse(pointCount: 41, reach: 20).drawn(using: &generator)
    let hot = try ScalingTable(all.points.filter { $0.control > 2.34 })
    #expect {
      try hot.coarseCriticalPoint()
    } throws: { error in
      "\(error)".contains("lie on one side of the crossing")
    }
  }

  @Test func `Curves that do not overlap have no crossing to look for`() throws {
    let all = SyntheticCollapse().exact
    let apart = try ScalingTable(
      all.points.map { point in
        var point = point
        point.control += 10 * point.size
        return point
      })
    #expect(throws: ScalingFitError.table(.apart(symbol: "T"))) {
      try apart.coarseCriticalPoint()
    }
    #expect(throws: ScalingFitError.table(.apart(symbol: "T"))) {
      try apart.coarseCriticalPoint(scalingDimension: nil)
    }
  }
}
