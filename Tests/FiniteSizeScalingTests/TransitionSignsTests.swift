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

  @Test func `Errors are found from scatter about steps between plateaus`() throws {
    var generator = testStream(706)
    // One polynomial follows the step of L = 64 over the whole range no better than to a tenth.
    let points = [16.0, 32, 64].flatMap { size in
      (0..<120).map { index in
        let control = 0.5 + 0.03 * Double(index)
        return ScalingPoint(
          size: size, control: control, value: 1 / (1 + exp((control - 2.3) * size / 5)), error: 1)
      }
    }
    let exact = try ScalingTable(points)
    let blank = exact.replacingValues(
      exact.points.map { $0.value + 0.004 * generator.nextNormal() })
    let errors = try #require(ResidualErrors(for: blank, scalingDimension: 0))
    // Some 360 residuals with points in common are worth about half as many: 5 %; four of them, and what the cubics
    // through four neighbours miss of the steepest step, 0.0005 at most.
    #expect(errors.degreesOfFreedom > 100)
    #expect(abs(errors.table.points[0].error / 0.004 - 1) < 0.25)
    #expect(!TransitionSigns(of: errors.table, scalingDimension: 0).hasNone)
  }

  @Test func `Residuals about neighbours have the variance and the freedoms that they say`() throws
  {
    var generator = testStream(707)
    let exact = SyntheticCollapse(sizes: [8, 16], pointCount: 15).exact
    for neighbours in 1...2 {
      let freedoms = NeighbourResiduals(of: exact, neighbours: neighbours).degreesOfFreedom
      let variances = (0..<2_000).map { _ in
        let noise = exact.replacingValues(
          exact.points.map { $0.error * generator.nextNormal() })
        return NeighbourResiduals(of: noise, neighbours: neighbours).variance
      }
      let mean = variances.reduce(0, +) / 2_000
      let spread = variances.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 1_999
      // Relative variance 2/freedoms; four standard errors of the mean, and of a variance from 2,000 with the kurtosis
      // 3 + 12/freedoms.
      #expect(abs(mean - 1) < 4 * (2 / freedoms / 2_000).squareRoot())
      #expect(
        abs(spread * freedoms / 2 - 1) < 4 * ((2 + 12 / freedoms) / 2_000).squareRoot())
    }
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
