import FiniteSizeScaling
import Foundation
import Testing

@Suite struct PolynomialScalingTests {
  /// A cubic, which a polynomial of degree 3 fits without error.
  private static let cubic = SyntheticCollapse(
    truth: CriticalParameters(criticalPoint: 2.3, nu: 1.2, scalingDimension: -0.125),
    curve: { 0.6 - 0.2 * $0 + 0.01 * $0 * $0 + 0.008 * $0 * $0 * $0 })
  private static let start = CriticalParameters(criticalPoint: 2.33, nu: 0.8, scalingDimension: 0.1)

  @Test(
    arguments: [
      HeldParameters(scalingDimension: nil), HeldParameters(scalingDimension: -0.125),
      HeldParameters(nu: 1.2, scalingDimension: nil),
      HeldParameters(criticalPoint: 2.3, scalingDimension: -0.125),
      HeldParameters(criticalPoint: 2.3, nu: 1.2, scalingDimension: -0.125),
    ])
  func `Exact curves give the parameters behind them`(held: HeldParameters) throws {
    let fit = try PolynomialScaling(degree: 3).fit(
      Self.cubic.exact, holding: held, from: Self.start)
    for parameter in CriticalParameter.allCases {
      #expect(abs(fit.parameters[parameter] - Self.cubic.truth[parameter]) < 1e-6)
      #expect((fit.standardError(of: parameter) > 0) == held.free.contains(parameter))
    }
    #expect(fit.chiSquare < 1e-6)
    #expect(fit.degreesOfFreedom == 60 - 4 - held.free.count)
    for x in [-1.5, 0, 0.7] {
      let deviation = fit.scalingFunction(x) - Self.cubic.curve(x)
      #expect(abs(deviation) < 1e-5)
    }
  }

  @Test(
    .disabled("the fit does not hold to this yet; an open point of finite-size scaling"),
    arguments: [
      ScalingCorrection(.power(omega: 1.5), powers: 0...1), ScalingCorrection(.logarithm),
      ScalingCorrection(.background),
    ])
  func `A correction to scaling is seen and allowed for`(correction: ScalingCorrection) throws {
    let exact = Self.cubic.exact
    let corrected = exact.replacingValues(
      exact.points.map { point in
        let x = Self.cubic.truth.scaledControl(of: point)
        let scale = pow(point.size, -0.125)
        return switch correction.factor {
        case .power(let omega): point.value + scale * pow(point.size, -omega) * (0.7 - 0.3 * x)
        case .logarithm: point.value + scale * 0.05 * log(point.size)
        case .background: point.value + 0.2
        }
      })
    let held = HeldParameters(scalingDimension: -0.125)
    let plain = try PolynomialScaling(degree: 3).fit(corrected, holding: held, from: Self.start)
    #expect(plain.reducedChiSquare > 3)
    let fit = try PolynomialScaling(degree: 3, corrections: [correction]).fit(
      corrected, holding: held, from: Self.start)
    #expect(abs(fit.parameters.criticalPoint - 2.3) < 1e-5)
    #expect(abs(fit.parameters.nu - 1.2) < 1e-4)
    #expect(fit.chiSquare < 1e-4)
  }

  @Test func `Curves that do not collapse have a χ² that says so`() throws {
    var generator = testStream(1)
    let table = SyntheticCollapse().drawn(using: &generator)
    // The curve of each size is moved by an amount of its own, which no scaling form allows.
    let shifts = [12.0: 0.02, 18: -0.02, 27: 0.02, 40: -0.02]
    let torn = table.replacingValues(table.points.map { $0.value + shifts[$0.size]! })
    let method = PolynomialScaling(degree: 5)
    let start = SyntheticCollapse().truth
    let good = try method.fit(table, holding: HeldParameters(), from: start)
    let bad = try method.fit(torn, holding: HeldParameters(), from: start)
    // 52 degrees of freedom: χ²/dof = 1 ± 0.2, and one shift of 5 errors at every point adds 25.
    #expect(good.pValue > 1e-4)
    #expect(bad.reducedChiSquare > 5 && bad.pValue < 1e-12)
  }

  @Test func `Without points to spare there is no fit`() throws {
    let few = SyntheticCollapse(sizes: [8, 16], pointCount: 4).exact
    #expect(throws: ScalingFitError.table(.tooFewPoints(8, parameters: 8))) {
      try PolynomialScaling(degree: 5).fit(few, holding: HeldParameters(), from: Self.start)
    }
  }

  @Test func `A fit that leaves its bracket gives no number`() throws {
    // Points on one side only: the critical point lies outside of them.
    let all = SyntheticCollapse(reach: 6).exact
    let cold = try ScalingTable(all.points.filter { $0.control < 2.3 - 0.08 })
    #expect {
      try PolynomialScaling(degree: 5).fit(
        cold, holding: HeldParameters(),
        from: CriticalParameters(criticalPoint: 2.2, nu: 1.2))
    } throws: { error in
      guard case ScalingFitError.leftBracket(parameter: .criticalPoint, _, _) = error else {
        return error as? ScalingFitError == .notConverged(method: "polynomial fit")
      }
      return true
    }
  }

  @Test func `Curves without a feature do not determine anything`() throws {
    let flat = SyntheticCollapse(curve: { _ in 0.5 }).exact
    #expect(throws: ScalingFitError.self) {
      try PolynomialScaling().fit(flat, holding: HeldParameters(), from: Self.start)
    }
  }

  @Test func `The same table gives the same numbers`() throws {
    var (first, second) = (testStream(3), testStream(3))
    let data = ScalingData(SyntheticCollapse().drawn(using: &first))
    _ = SyntheticCollapse().drawn(using: &second)
    func analysis(_ generator: inout some RandomNumberGenerator) throws -> CriticalEstimate? {
      try CollapseAnalysis(
        of: data, by: PolynomialScaling(degree: 5), in: SyntheticCollapse().window,
        holding: HeldParameters(), from: SyntheticCollapse().truth, replicates: 20,
        using: &generator
      ).estimates[.nu]
    }
    #expect(try analysis(&first) == analysis(&second))
  }
}
