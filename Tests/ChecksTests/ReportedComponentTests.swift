@testable import Comparisons
import Testing

@Suite struct `The component that a report shows` {
  private func shown(
    _ deviations: [Double], variances: [Double], furthest: Int, pValue: Double?, range: Double = 0
  ) -> ReportedComponent {
    let intervals = variances.map {
      MeanInterval(variance: $0, range: range, effectiveCount: 10_000, simultaneous: 2)
    }
    return ReportedComponent(
      of: deviations, intervals, furthest: furthest, pValue: pValue, tolerance: 0.1)
  }

  @Test func `is the one that reaches farthest, until the vector is proved different`() {
    // Errors 0.01 and 0.001: three and twenty of them.
    let (deviations, variances) = ([0.03, 0.02], [1, 0.01])
    #expect(shown(deviations, variances: variances, furthest: 1, pValue: 0.01).index == 0)
    #expect(shown(deviations, variances: variances, furthest: 1, pValue: nil).index == 0)
    #expect(shown(deviations, variances: variances, furthest: 1, pValue: 1e-9).index == 1)
    // One that is beyond the tolerance decides whether all is tolerable.
    #expect(shown([0.09, 0.02], variances: variances, furthest: 1, pValue: 1e-9).index == 0)
  }

  @Test func `has an interval without zero where it is proved, and no narrower one than it needs`()
  {
    let allowed = shown([0, 0.0005], variances: [1e-8, 1e-8], furthest: 1, pValue: 1e-9, range: 2)
    #expect(allowed.index == 1)
    #expect(allowed.interval.halfWidth < 0.0005)
    let plain = shown([0, 0.02], variances: [0.01, 0.01], furthest: 1, pValue: 1e-9)
    #expect(
      plain.interval.halfWidth
        == MeanInterval(variance: 0.01, range: 0, effectiveCount: 10_000, simultaneous: 2).halfWidth
    )
  }
}
