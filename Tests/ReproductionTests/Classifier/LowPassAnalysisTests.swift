import FiniteSizeScaling
import Foundation
import Randomness
@testable import Reproduction
import SpinSystems
import Statistics
import Testing

@Suite struct `Analysis of low-pass readings` {
  /// A table that scales with a known T_c and ν, with normal errors.
  private static func table(
    critical: Double, nu: Double, offset: Double = 0,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> ScalingTable {
    try ScalingTable(
      [16, 24, 32, 48, 64].flatMap { size in
        (-10...10).map { step in
          let t = 2.4 * Double(step) / 10 / Double(size)
          let x = t * pow(Double(size), 1 / nu)
          let value = -2.7 - 2.2 * x + 0.1 * x * x + offset / Double(size)
          let deviate = (0..<12).reduce(-6.0) { sum, _ in sum + generator.nextUnitInterval() }
          return ScalingPoint(
            size: Double(size), control: critical * (1 + t), value: value + 0.06 * deviate,
            error: 0.06)
        }
      })
  }

  /// Five repetitions, 60 times: the 95 % intervals miss T_c or ν 3 times of 60 on average, and 9 times or
  /// more with probability 0.3 %. Choices of the analysis widen them, so they may miss less often.
  @Test func `Intervals hold the truth`() throws {
    var generator = RandomStreams(seed: 14).stream("honest analysis tests")
    var misses = [0, 0]
    for _ in 0..<60 {
      let tables = try (0..<5).map { _ in
        (table: try Self.table(critical: 2.27, nu: 1, using: &generator), center: 2.275)
      }
      let analysis = LowPassAnalysis(tables)
      #expect(analysis.isComplete(.standard))
      if !analysis.interval(\.criticalTemperature)!.contains(2.27) { misses[0] += 1 }
      if !analysis.interval(\.nu)!.contains(1) { misses[1] += 1 }
    }
    #expect(misses.allSatisfy { $0 < 9 }, "\(misses)")
  }

  @Test func `Corrections to scaling widen the interval`() throws {
    var generator = RandomStreams(seed: 15).stream("honest analysis tests")
    func width(offset: Double) throws -> Double {
      let tables = try (0..<5).map { _ in
        (
          table: try Self.table(critical: 2.27, nu: 1, offset: offset, using: &generator),
          center: 2.27
        )
      }
      let interval = try #require(
        LowPassAnalysis(tables).interval(\.criticalTemperature))
      return interval.upperBound - interval.lowerBound
    }
    // Without L = 16 the shift of T_c by offset/L is much smaller, and the interval says so.
    let (with, without) = (try width(offset: 12), try width(offset: 0))
    #expect(with > 2 * without, "\(with), \(without)")
  }

  @Test func `What does not scale does not pass the gates`() throws {
    var generator = RandomStreams(seed: 16).stream("honest analysis tests")
    let tables = try (0..<3).map { _ in
      (
        table: try Self.table(critical: 2.27, nu: 1, offset: 20, using: &generator),
        center: 2.27
      )
    }
    let analysis = LowPassAnalysis(tables)
    let chiSquare = analysis.reducedChiSquare() ?? .infinity
    #expect(chiSquare > LowPassGates.reducedChiSquare)
  }
}
