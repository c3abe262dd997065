import Foundation
import Testing

@testable import FiniteSizeScaling

@Suite struct TransitionSignsTests {
  @Test func `Curves that cross have a transition`() {
    var generator = testStream(700)
    let signs = TransitionSigns(
      of: SyntheticCollapse(reach: 4).drawn(using: &generator), scalingDimension: 0)
    #expect(signs.crossing > 5 && !signs.hasNone)
  }

  @Test func `Curves on one side of it have none`() throws {
    var generator = testStream(701)
    let all = SyntheticCollapse(pointCount: 41, reach: 8).drawn(using: &generator)
    let hot = try ScalingTable(all.points.filter { $0.control > 2.34 })
    #expect(TransitionSigns(of: hot, scalingDimension: 0).hasNone)
  }

  @Test func `A peak is one that needs no crossing`() {
    var generator = testStream(702)
    let peaks = SyntheticCollapse(reach: 3, curve: { exp(-$0 * $0 / 2) }).drawn(using: &generator)
    let signs = TransitionSigns(of: peaks, scalingDimension: 0)
    #expect(signs.peak > 5 && !signs.hasNone)
  }

  @Test func `Scatter is told from a curve that bends`() throws {
    var generator = testStream(703)
    let smooth = SyntheticCollapse(error: 1e-6).exact
    #expect(!PointScatter(of: smooth).isNoise)
    let table = SyntheticCollapse().drawn(using: &generator)
    #expect(!PointScatter(of: table).isNoise)
    let small = table.replacingErrors(table.points.map { $0.error / 1000 })
    #expect(PointScatter(of: small).isNoise)
  }

  @Test func `Errors that points share show in the scatter about single curves`() {
    var generator = testStream(704)
    let synthetic = SyntheticCollapse(sizes: [8, 16, 32], pointCount: 25)
    let alone = synthetic.drawn(using: &generator)
    #expect(SharedErrors(of: [alone], degree: 6) == nil)
    // Nine tenths of the variance in common.
    let exact = synthetic.exact
    let shifts = Dictionary(
      uniqueKeysWithValues: exact.sizes.map { ($0, generator.nextNormal()) })
    let shared = exact.replacingValues(
      exact.points.map { point in
        let own = 0.1.squareRoot() * generator.nextNormal()
        return point.value + point.error * (0.9.squareRoot() * shifts[point.size]! + own)
      })
    let found = SharedErrors(of: [shared], degree: 6)
    // χ² of some 54 degrees of freedom, known to 20 %: 0.1 ± 0.02; four of them.
    #expect(abs((found?.correlation ?? 0) - 0.9) < 0.08)
  }

  @Test func `Errors are found from scatter where there are none`() throws {
    var generator = testStream(705)
    let table = SyntheticCollapse(pointCount: 25).drawn(using: &generator)
    let blank = table.replacingErrors(table.points.map { _ in 1 })
    let errors = try #require(ResidualErrors(for: blank, scalingDimension: 0))
    // From some 70 degrees of freedom, 0.004 to 8 %; four of them, less what the best degree takes away.
    #expect(abs(errors.table.points[0].error / 0.004 - 1) < 0.35)
  }
}
