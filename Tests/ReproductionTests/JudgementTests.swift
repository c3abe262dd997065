import Foundation
import Judgement
@testable import Reproduction
import Statistics
import Testing

@Suite struct JudgementTests {
  @Test func `The interval over seeds is Student's`() {
    // 1, 2, 3: s = 1, e = 1/√3, t(0.975; 2) = 4.30265.
    let mean = SeedMean([1, 2, 3])
    #expect(mean.mean == 2)
    #expect(abs(mean.standardError - 1 / 3.0.squareRoot()) < 1e-15)
    #expect(abs(mean.interval.upperBound - (2 + 4.302653 / 3.0.squareRoot())) < 1e-5)
  }

  @Test func `Seeds that agree by chance do not hide the sampling error`() {
    let mean = SeedMean([
      Estimate(value: 2, standardError: 0.3), Estimate(value: 2, standardError: 0.3),
      Estimate(value: 2, standardError: 0.3),
    ])
    #expect(abs(mean.standardError - 0.3 / 3.0.squareRoot()) < 1e-15)
  }

  @Test func `A single seed says nothing about others`() {
    #expect(SeedMean([Estimate(value: 2, standardError: 0.1)]).interval == -.infinity ... .infinity)
  }

  @Test(arguments: [
    (0.9...1.1, Verdict.pass), (1.9...2.1, .inconclusive), (2.1...2.3, .fail),
    (-3.0...3.0, .inconclusive), (-2.0...2.0, .pass),
  ])
  func `An interval confirms inside, refutes outside, and leaves open across`(
    interval: ClosedRange<Double>, verdict: Verdict
  ) {
    #expect(Criterion.within(2, "").verdict(on: interval) == verdict)
  }

  @Test(arguments: [
    (true, false, Verdict.pass), (false, true, .fail), (false, false, .inconclusive),
  ])
  func `A difference is confirmed where it is proved, and refuted where it is excluded`(
    isProved: Bool, isExcluded: Bool, verdict: Verdict
  ) {
    let contrast = Contrast(isProved: isProved, isExcluded: isExcluded)
    #expect(Criterion.differing("").verdict(on: contrast) == verdict)
  }

  @Test func `Two seeds decide nothing, and neither does a short training`() {
    let criterion = Criterion.above(0, "above 0")
    func finding(_ values: [Double], _ scale: Scale) -> Finding {
      ClaimFinding(
        "x", "X", SeedMean(values), named: "x",
        confirmedIf: criterion
      ).finding(ReproductionPlan(scale: scale, seed: 1))
    }
    #expect(finding([1, 1.1, 1.2], .paper).verdict == .pass)
    #expect(finding([-1, -1.1, -1.2], .paper).verdict == .fail)
    #expect(finding([1, 1.1], .paper).verdict == .inconclusive)
    #expect(finding([1, 1.1, 1.2], .smoke).verdict == .inconclusive)
    #expect(finding([1, 1.1, 1.2], .smoke).detail.contains("Trained for 40 epochs"))
  }

  @Test func `The slope of a line has the interval of a textbook`() {
    // y = 2 x with residuals ±1: x = 0, 1, 2, 3, residuals 1, -1, -1, 1 sum to 0 and have no slope.
    let line = StraightLine([(0, 1), (1, 1), (2, 3), (3, 7)])
    #expect(abs(line.slope - 2) < 1e-14)
    // s² = 4/2, Σ(x - x̄)² = 5, t(0.975; 2) = 4.302653.
    #expect(abs(line.interval.upperBound - (2 + 4.302653 * 0.4.squareRoot())) < 1e-5)
    #expect(StraightLine([(0, 1), (0, 2), (0, 3)]).interval == -.infinity ... .infinity)
  }
}
