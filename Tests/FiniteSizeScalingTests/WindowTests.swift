@testable import FiniteSizeScaling
import Foundation
import Testing

@Suite struct WindowTests {
  private func average(
    _ table: ScalingTable, _ correction: CorrectionChoice = .fromData
  ) throws -> AveragedCollapse {
    try AveragedCollapse(
      of: [ScalingObservable(data: ScalingData(table), scalingDimension: 0)],
      .init(correction: correction))
  }

  /// Grids made for a collapse: all sizes have the same few x.
  @Test(arguments: 0..<4)
  func `A window is not so narrow that f hangs on a few places`(block: Int) throws {
    var generator = testStream(300 + block)
    let synthetic = SyntheticCollapse(sizes: [14, 18, 24, 31, 40, 52], pointCount: 32, reach: 6.5)
    let average = try average(synthetic.drawn(using: &generator))
    let fullest = average.table()?.curves.map(\.count).max() ?? 0
    #expect(fullest >= average.heaviest.form.degree + 2)
    for (parameter, estimate) in average.estimates {
      // Twice the half-width is four standard errors.
      let width = estimate.interval.upperBound - estimate.interval.lowerBound
      #expect(abs(estimate.value - synthetic.truth[parameter]) < width, "\(parameter)")
    }
  }

  /// Curves with critical points of their own, so that nothing collapses; any two of them would. With a
  /// correction as well three sizes have nothing to spare.
  @Test func `Two sizes of three do not pass for a collapse`() throws {
    var generator = testStream(310)
    var fitCount = 0
    for _ in 0..<5 {
      let curves = zip([10.0, 20, 40], [2.269, 2.319, 2.239]).flatMap { size, point in
        SyntheticCollapse(
          truth: CriticalParameters(criticalPoint: point, nu: 1), sizes: [size, 2 * size],
          pointCount: 25, reach: 3, error: 0.002
        ).drawn(using: &generator).curves[0]
      }
      let table = try ScalingTable(curves)
      guard let average = try? average(table, .none) else { continue }
      fitCount += 1
      #expect(average.models.allSatisfy { $0.smallestSize == 10 })
      #expect(average.pValue < 1e-3)
    }
    #expect(fitCount > 0)
  }

  @Test func `The content of a selection is counted by sizes`() throws {
    let table = SyntheticCollapse().exact
    func content(_ isKept: (ScalingPoint) -> Bool) -> SelectionContent {
      SelectionContent([
        table.points.enumerated().filter { isKept($0.element) }.map { ($0.offset, $0.element) }
      ])
    }
    #expect(content { _ in true }.counts == [[15, 15, 15, 15]])
    let part = content { $0.size == 12 || $0.size == 18 && $0.control < 2.3 }
    #expect(part.counts == [[15, 7]] && part.total == 22 && part.fewestSizes == 2)
    #expect(part.suffices(degree: 5) && !part.suffices(degree: 6))
    #expect(!part.suffices(degree: 6, isGiven: true))
    let narrow = content { abs($0.control - 2.3) * pow($0.size, 1 / 1.2) < 0.6 }
    #expect(narrow.counts == [[5, 5, 5, 5]])
    #expect(narrow.suffices(degree: 3) && !narrow.suffices(degree: 4))
    #expect(narrow.suffices(degree: 4, isGiven: true))
    #expect(!narrow.suffices(degree: 5, isGiven: true))
  }
}
