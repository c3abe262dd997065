import FiniteSizeScaling
import Testing

@Suite struct CollapseQualityTests {
  @Test func `S of three points is what the definition says`() throws {
    // With T_c = 0, ν = 1 and L = 1, 2: x = 0, 2 and x = 1. The line through (0, 1) and (2, 3), with
    // errors 1, is at x = 1 worth 2 with the variance ½; the point is 3 ± 1 there. The two ends have
    // no neighbours. S = (3 - 2)²/(1 + ½).
    let table = try ScalingTable([
      ScalingPoint(size: 1, control: 0, value: 1, error: 1),
      ScalingPoint(size: 1, control: 2, value: 3, error: 1),
      ScalingPoint(size: 2, control: 0.5, value: 3, error: 1),
    ])
    let quality = CollapseQuality(of: table, at: CriticalParameters(criticalPoint: 0, nu: 1))
    #expect(quality.pointCount == 1)
    #expect(abs(quality.value - 2 / 3.0) < 1e-14)
    // With X = 1 the point of L = 2 is 1.5 ± 0.5: S = 0.5²/(0.25 + 0.5).
    let scaled = CollapseQuality(
      of: table, at: CriticalParameters(criticalPoint: 0, nu: 1, scalingDimension: 1))
    #expect(abs(scaled.value - 1 / 3.0) < 1e-14)
  }

  @Test func `Curves that nowhere overlap have no quality`() throws {
    let table = try ScalingTable([
      ScalingPoint(size: 1, control: 0, value: 1, error: 1),
      ScalingPoint(size: 2, control: 5, value: 3, error: 1),
    ])
    let quality = CollapseQuality(of: table, at: CriticalParameters(criticalPoint: 0, nu: 1))
    #expect(quality.pointCount == 0 && quality.value == .infinity)
  }

  @Test func `S is about 1 where curves collapse and large where they do not`() {
    var generator = testStream(4)
    let synthetic = SyntheticCollapse()
    let table = synthetic.drawn(using: &generator)
    let true1 = CollapseQuality(of: table, at: synthetic.truth)
    // About 58 terms of mean 1 and standard deviation 2^½, not quite independent: 1 ± 0.19, ± 4 of them.
    #expect(abs(true1.value - 1) < 0.8)
    var wrong = synthetic.truth
    // The curves of L = 12 and 40 are 0.02 (40^(1/1.2) - 12^(1/1.2)) = 0.27 apart in x, 0.07 in value:
    // 16 errors.
    wrong.criticalPoint += 0.02
    #expect(CollapseQuality(of: table, at: wrong).value > 10)
  }

  @Test func `The least S is at the truth within its scatter`() throws {
    var generator = testStream(5)
    let synthetic = SyntheticCollapse()
    let table = synthetic.drawn(using: &generator)
    let method = QualityMinimization()
    let fit = try method.fit(
      table, holding: HeldParameters(), from: CriticalParameters(criticalPoint: 2.32, nu: 1))
    // Standard errors 0.0006 and 0.012, from resampling; four of them.
    #expect(abs(fit.parameters.criticalPoint - 2.3) < 0.0024)
    #expect(abs(fit.parameters.nu - 1.2) < 0.05)
    #expect(fit.quality.value <= CollapseQuality(of: table, at: synthetic.truth).value)
    let interval = try #require(
      method.plusOneInterval(of: .nu, table, holding: HeldParameters(), at: fit))
    #expect(interval.contains(fit.parameters.nu))
    for end in [interval.lowerBound, interval.upperBound] {
      var held = HeldParameters()
      held.nu = end
      let other = try method.fit(table, holding: held, from: fit.parameters)
      // S has steps; a root between them is one within some tenths.
      #expect(abs(other.quality.value - fit.quality.value - 1) < 0.3)
    }
  }
}
