import Foundation
import Statistics
import Testing

@testable import FiniteSizeScaling

@Suite struct `A logarithm beside powers` {
  /// x = t L^(3/2) ln(L/ℓ)^(-3/4) and corrections in 1/ln(L/ℓ), as in the four-state Potts model.
  private func marginal(
    _ sizes: [Double], error: Double, amplitude: Double, scale: Double, seed: Int
  ) throws -> ScalingTable {
    var generator = testStream(71_000 + seed)
    let points = sizes.flatMap { size -> [ScalingPoint] in
      let logarithm = log(size / scale)
      return (0..<25).map { index in
        let x = 4 * Double(index) / 24 - 2
        let value = 1 + 0.6 / (1 + exp(-1.2 * x)) + amplitude / logarithm * (1 + 0.3 * tanh(x))
        return ScalingPoint(
          size: size, control: 0.91 + x * pow(size, -1.5) * pow(logarithm, 0.75), value: value,
          error: error)
      }
    }
    return try ScalingTable(points).perturbed(using: &generator)
  }

  private func average(_ table: ScalingTable) throws -> AveragedCollapse {
    try AveragedCollapse(
      of: [ScalingObservable(data: ScalingData(table), scalingDimension: 0)], .init())
  }

  @Test(arguments: [
    ([256.0, 384, 512, 768, 896], 1e-6, 0.05, 0.5), ([256, 384, 512, 768, 896], 1e-5, 0.2, 1),
    ([16, 32, 64, 128], 1e-3, 0, 1), ([8, 16, 32, 64], 1e-3, -0.1, 0.7),
  ])
  func `is what marginal fields leave, and powers do not resolve`(
    sizes: [Double], error: Double, amplitude: Double, scale: Double
  ) throws {
    let average = try average(
      marginal(sizes, error: error, amplitude: amplitude, scale: scale, seed: 1))
    #expect(average.doubts(correction: .fromData).contains(.logarithm))
    // What a pass would have stated.
    #expect(average.estimates[.nu]!.interval.lowerBound > 2 / 3.0)
  }

  @Test(arguments: AveragedCoverageTests.cells)
  func `is not taken for powers with corrections, or without`(
    cell: AveragedCoverageTests.Cell
  ) throws {
    for trial in 0..<6 {
      let average = try AveragedCollapse(
        of: [
          ScalingObservable(
            data: ScalingData(cell.drawn(500 + trial)), scalingDimension: cell.held)
        ], .init())
      #expect(!average.doubts(correction: .fromData).contains(.logarithm))
    }
  }

  /// Errors of a table with seeds are those of its seeds, which say more than the column.
  @Test func `is seen in tables of several seeds as well`() throws {
    let sizes = [16.0, 32, 64, 128]
    let seeds = try (0..<6).map { seed in
      let table = try marginal(sizes, error: 1e-3, amplitude: 0, scale: 1, seed: 10 + seed)
      return table.replacingErrors(table.points.map { $0.error / 10 })
    }
    let average = try AveragedCollapse(
      of: [
        ScalingObservable(
          data: ScalingData(seeds: seeds, configurations: .independent), scalingDimension: 0)
      ], .init())
    #expect(average.doubts(correction: .fromData).contains(.logarithm))
  }

  @Test func `is not looked for where the correction is given`() throws {
    let table = try marginal([16, 32, 64, 128], error: 1e-3, amplitude: 0, scale: 1, seed: 2)
    let average = try AveragedCollapse(
      of: [ScalingObservable(data: ScalingData(table), scalingDimension: 0)],
      .init(correction: .held(1)))
    #expect(average.logarithm == nil)
  }
}
