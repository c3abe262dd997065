import FiniteSizeScaling
import Foundation
import Randomness
@testable import Reproduction
import SpinSystems
import Statistics
import Testing

@Suite struct `Analysis of low-pass readings` {
  /// A table that scales with a known T_c and ν, with normal errors.
  ///
  /// - Parameter moved: what is added to all values of a size.
  private static func table(
    critical: Double, nu: Double, moved: (Int) -> Double = { _ in 0 },
    using generator: inout Xoshiro256PlusPlus
  ) throws -> ScalingTable {
    try ScalingTable(
      [16, 24, 32, 48, 64].flatMap { size in
        (-10...10).map { step in
          let t = 2.4 * Double(step) / 10 / Double(size)
          let x = t * pow(Double(size), 1 / nu)
          let value = -2.7 - 2.2 * x + 0.1 * x * x + moved(size)
          let deviate = (0..<12).reduce(-6.0) { sum, _ in sum + generator.nextUnitInterval() }
          return ScalingPoint(
            size: Double(size), control: critical * (1 + t), value: value + 0.06 * deviate,
            error: 0.06)
        }
      })
  }

  private static func inputs(
    moved: (Int) -> Double = { _ in 0 }, count: Int = 3, using generator: inout Xoshiro256PlusPlus
  ) throws -> [BlindWindowFit.Input] {
    try (0..<count).map { _ in
      (try table(critical: 2.27, nu: 1, moved: moved, using: &generator), 2.275)
    }
  }

  /// Three repetitions, 20 times: 95 % intervals miss T_c or ν once of 20 on average, and 6 times or more with
  /// probability 0.03 %.
  @Test(arguments: [0.0, 6])
  func `Intervals hold the truth, with a correction to scaling and without`(amplitude: Double)
    throws
  {
    var generator = RandomStreams(seed: 14).stream("honest analysis tests")
    var misses = [0, 0]
    for _ in 0..<20 {
      let inputs = try Self.inputs(moved: { amplitude / Double($0) }, using: &generator)
      let estimates = try #require(LowPassAnalysis(inputs).average).estimates
      if !estimates[.criticalPoint]!.interval.contains(2.27) { misses[0] += 1 }
      if !estimates[.nu]!.interval.contains(1) { misses[1] += 1 }
    }
    #expect(misses.allSatisfy { $0 < 6 }, "\(misses)")
  }

  /// The correction above moves T_c of a fit that knows of none by many of its errors.
  @Test func `A fit without corrections misses T_c`() throws {
    var generator = RandomStreams(seed: 15).stream("honest analysis tests")
    let input = try Self.inputs(moved: { 6 / Double($0) }, count: 1, using: &generator)[0]
    let width = BlindWindowFit.halfWidth(for: [input])
    let fit = try BlindWindowFit(input.table, center: input.center, halfWidth: width).fit
    #expect(
      abs(fit.parameters.criticalPoint - 2.27) > 8 * fit.standardError(of: .criticalPoint))
  }

  /// A network that learnt from other labels reads the same configurations: another function with the same T_c.
  @Test func `Each repetition has a number of its own`() throws {
    var generator = RandomStreams(seed: 17).stream("honest analysis tests")
    let analysis = LowPassAnalysis(try Self.inputs(using: &generator))
    let found = analysis.byRepetition.compactMap(\.self)
    #expect(found.count == 3)
    let together = try #require(analysis.average?.estimates[.criticalPoint])
    for one in found {
      let alone = try #require(one.estimates[.criticalPoint])
      #expect(alone.interval.overlaps(together.interval))
      #expect(alone.configurationError > together.configurationError)
    }
  }

  @Test func `What does not scale does not pass the gates`() throws {
    var generator = RandomStreams(seed: 16).stream("honest analysis tests")
    let moves = [16: 0.3, 24: -0.4, 32: 0.4, 48: -0.3, 64: 0.4]
    let analysis = LowPassAnalysis(try Self.inputs(moved: { moves[$0]! }, using: &generator))
    let chiSquare = analysis.average?.heaviest.reducedChiSquare ?? .infinity
    #expect(chiSquare > LowPassGates.reducedChiSquare)
  }

  /// Curves that lie one above the other have no T_c, and no repetition makes up for another.
  @Test func `Curves that do not cross give no number`() throws {
    var generator = RandomStreams(seed: 18).stream("honest analysis tests")
    var inputs = try Self.inputs(using: &generator)
    inputs[1] = try Self.inputs(moved: { Double($0) }, count: 1, using: &generator)[0]
    let analysis = LowPassAnalysis(inputs)
    #expect(analysis.average == nil && analysis.withoutSmallest == nil)
  }
}
