@testable import FiniteSizeScaling
import Foundation
import SpinSystems
import Testing

@Suite struct WindowTests {
  /// Grids made for a collapse: all sizes have the same few x.
  @Test(arguments: 0..<4)
  func `A window is not so narrow that f hangs on a few places`(block: Int) throws {
    var generator = testStream(300 + block)
    let synthetic = SyntheticCollapse(sizes: [14, 18, 24, 31, 40, 52], pointCount: 32, reach: 6.5)
    let table = synthetic.drawn(using: &generator)
    let method = PolynomialScaling(degree: 4)
    let blind = try BlindWindow(for: table, holding: HeldParameters(), method: method)
    #expect(WindowContent(of: table, blind.window.contains).fullest >= 6)
    // In windows of four or five x the fits of one in ten resampled tables failed.
    let analysis = try CollapseAnalysis(
      of: ScalingData(table), by: method, in: blind.window, holding: HeldParameters(),
      from: blind.fit.parameters, variants: [], replicates: 100, using: &generator)
    for (parameter, estimate) in analysis.estimates {
      #expect(
        abs(estimate.value - synthetic.truth[parameter]) < 4 * estimate.statisticalError,
        "\(parameter)")
    }
  }

  /// Curves with critical points of their own, so that nothing collapses.
  @Test func `A window of one size alone does not pass for a collapse`() throws {
    var generator = testStream(310)
    var fitCount = 0
    for _ in 0..<20 {
      let curves = zip([10.0, 20, 40], [2.269, 2.319, 2.239]).flatMap { size, point in
        SyntheticCollapse(
          truth: CriticalParameters(criticalPoint: point, nu: 1), sizes: [size, 2 * size],
          pointCount: 25, reach: 3, error: 0.002
        ).drawn(using: &generator).curves[0]
      }
      let table = try ScalingTable(curves)
      guard
        let blind = try? BlindWindow(
          for: table, holding: HeldParameters(), method: PolynomialScaling())
      else { continue }
      fitCount += 1
      #expect(WindowContent(of: table, blind.window.contains).others >= 6)
      #expect(blind.fit.pValue < 1e-3)
    }
    #expect(fitCount > 0)
  }

  @Test func `The content of a window is counted by sizes`() throws {
    let table = SyntheticCollapse().exact
    let all = WindowContent(of: table) { _ in true }
    #expect(all == WindowContent(count: 60, fullest: 15, others: 45))
    let part = WindowContent(of: table) { $0.size == 12 || $0.size == 18 && $0.control < 2.3 }
    #expect(part == WindowContent(count: 22, fullest: 15, others: 7))
    #expect(all.isAtLeast(part) && !part.isAtLeast(all))
    #expect(part.atMost(all) == part && all.atMost(part) == part)
  }
}
