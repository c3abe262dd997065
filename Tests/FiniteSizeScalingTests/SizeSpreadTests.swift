import FiniteSizeScaling
import Foundation
import Randomness
import Statistics
import Testing

@Suite struct `Spread of sizes` {
  private static let window = ScalingWindow(center: 2, halfWidth: 3)
  private static let parameters = CriticalParameters(criticalPoint: 2, nu: 1)

  /// Curves of three sizes on grids of their own, `value` of size and x.
  private static func table(
    error: Double = 0.01, _ value: (Double, Double) -> Double
  ) throws -> ScalingTable {
    try ScalingTable(
      [10.0, 20, 40].flatMap { size in
        (0..<13).map { index in
          let x = (Double(index) - 6.3) * (0.4 + size / 400)
          return ScalingPoint(
            size: size, control: 2 + x / size, value: value(size, x), error: error)
        }
      })
  }

  private static func spread(_ seeds: [ScalingTable]) throws -> SizeSpread {
    try #require(SizeSpread(of: seeds, in: window, at: parameters, degree: 4))
  }

  @Test func `Is nothing where curves are one`() throws {
    let table = try Self.table { _, x in 3 - x + 0.1 * x * x * x }
    #expect(abs(try Self.spread([table, table, table]).square) < 1e-20)
  }

  /// Three parallel lines, 0.3 apart in all: deviations 0.3/2, 0 and -0.3/2, over a change that is the slope
  /// times the x that all have.
  @Test func `Of parallel lines is their distance over their change`() throws {
    let offsets = [10.0: 0.15, 20: 0, 40: -0.15]
    let table = try Self.table { size, x in 2 * x + offsets[size]! }
    let reach = [10.0, 20, 40].map { size in
      let xs = table.points.filter { $0.size == size && Self.window.contains($0) }
        .map { ($0.control - 2) * size }
      return (low: xs.min()!, high: xs.max()!)
    }
    let change = 2 * (reach.map(\.high).min()! - reach.map(\.low).max()!)
    let wanted = (2 * 0.15 * 0.15 / 2) / (change * change)
    let spread = try Self.spread([table, table, table])
    #expect(abs(spread.square - wanted) < 1e-12)
    for value in spread.pseudoValues { #expect(abs(value - wanted) < 1e-12) }
  }

  @Test func `Scales values by L^X`() throws {
    let table = try Self.table { size, x in pow(size, -0.125) * (2 - tanh(0.3 * x)) }
    let scaled = CriticalParameters(criticalPoint: 2, nu: 1, scalingDimension: -0.125)
    let spread = try #require(
      SizeSpread(of: [table, table], in: Self.window, at: scaled, degree: 4))
    // What is left is where polynomials of degree 4 differ from tanh on other grids.
    #expect(spread.square < 1e-5)
    #expect(try Self.spread([table, table]).square > 1e-3)
  }

  /// 400 sets of 4 seeds whose curves are one: the mean of s² is 0 within its standard error, and intervals from
  /// pseudo-values hold 0 in about 95 %. Three standard errors of that share are 3 (0.05 · 0.95/400)^½ = 3.3 %;
  /// a jackknife of four is a little off by itself, for which 3 % more are left.
  @Test func `Noise adds nothing on average, and pseudo-values say how well it is known`() throws {
    var generator = RandomStreams(seed: 3).stream("size spread tests")
    var squares: [Double] = []
    var held = 0
    for _ in 0..<400 {
      let seeds = try (0..<4).map { _ in
        try Self.table { _, x in x }.perturbed(using: &generator)
      }
      let spread = try Self.spread(seeds)
      squares.append(spread.square)
      if SeedMean(spread.pseudoValues).interval.contains(0) { held += 1 }
    }
    let mean = SeedMean(squares)
    #expect(abs(mean.mean) < 3 * mean.standardError)
    #expect(Double(held) / 400 > 0.95 - 0.063)
  }

  @Test func `Needs seeds, sizes that meet, and points`() throws {
    let table = try Self.table { _, x in x }
    let one = SizeSpread(of: [table], in: Self.window, at: Self.parameters, degree: 4)
    #expect(one == nil)
    #expect(try Self.spread([table, table]).pseudoValues.isEmpty)
    let steep = SizeSpread(of: [table, table], in: Self.window, at: Self.parameters, degree: 15)
    #expect(steep == nil)
    let apart = try ScalingTable(
      [10.0, 20].flatMap { size in
        (0..<9).map {
          ScalingPoint(
            size: size, control: 2 + (size == 10 ? -0.01 : 0.01) * Double(1 + $0), value: 1,
            error: 1)
        }
      })
    let none = SizeSpread(of: [apart, apart], in: Self.window, at: Self.parameters, degree: 2)
    #expect(none == nil)
  }
}
