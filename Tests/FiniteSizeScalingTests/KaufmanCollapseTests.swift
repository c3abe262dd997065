import ExactIsing
import FiniteSizeScaling
import SpinSystems
import Testing

/// Collapses of Kaufman's exact finite lattices, whose T_c and ν = 1 are known, and whose corrections to
/// scaling are real ones.
///
/// Near T_c, with t = T - T_c and x = t L (A. E. Ferdinand and M. E. Fisher, Phys. Rev. 185, 832, 1969):
///   - the specific heat is A ln L + g(x): it grows as a logarithm, not as a power of L;
///   - the energy is ε_c + L⁻¹ (f(x) + a x ln L): a background, X = -1, and the logarithm again.
/// Both have corrections of relative order 1/L.
@Suite struct KaufmanCollapseTests {
  private static let sizes = [16, 24, 32, 48, 64]
  private static let critical = Ensemble.criticalTemperature
  private static let start = CriticalParameters(criticalPoint: 2.26, nu: 0.9)

  /// Points evenly in |t| L ≤ 1.5. The values are exact; the errors stand for what is asked of the form.
  private static func table(
    error: Double, _ value: (KaufmanSolution) -> Double
  ) throws -> ScalingTable {
    try ScalingTable(
      sizes.flatMap { size in
        try (0..<21).map { index in
          let temperature = critical + 1.5 * (Double(index) / 10 - 1) / Double(size)
          let solution = try KaufmanSolution(
            .canonical(size: size, temperature: temperature))
          return ScalingPoint(
            size: Double(size), control: temperature, value: value(solution), error: error)
        }
      })
  }

  @Test func `The specific heat collapses with its logarithm`() throws {
    let table = try Self.table(error: 1e-3, \.specificHeat)
    let logarithm = ScalingCorrection(.logarithm)
    let plain = try PolynomialScaling(degree: 6, corrections: [logarithm]).fit(
      table, holding: HeldParameters(), from: Self.start)
    // To three digits of 1.5 to 2 the leading form holds (χ² is below its 95 degrees of freedom), and
    // what it leaves out moves T_c by less than 1/L of the window at L = 16, 1.5/16², and ν by 1/16.
    #expect(plain.pValue > 0.05)
    #expect(abs(plain.parameters.criticalPoint - Self.critical) < 5.9e-3)
    #expect(abs(plain.parameters.nu - 1) < 1 / 16.0)

    let corrected = try PolynomialScaling(
      degree: 6, corrections: [logarithm, ScalingCorrection(.power(omega: 1), powers: 0...2)]
    ).fit(table, holding: HeldParameters(), from: Self.start)
    // With them, 1.5/16³.
    #expect(abs(corrected.parameters.criticalPoint - Self.critical) < 3.7e-4)
    #expect(abs(corrected.parameters.nu - 1) < 1 / 16.0)
  }

  @Test func `The specific heat does not collapse as a power of L`() throws {
    let table = try Self.table(error: 1e-3, \.specificHeat)
    // A power imitates the logarithm: γ near 0.26 and a ν that is wrong by a third. χ² tells.
    let power = try PolynomialScaling(degree: 6).fit(
      table, holding: HeldParameters(scalingDimension: nil), from: Self.start)
    #expect(power.reducedChiSquare > 100 && power.pValue < 1e-12)
    #expect(power.parameters.nu > 1.2)
    // Held at X = 0 the curves would have to be shifted into one another: T_c leaves the data.
    #expect(throws: ScalingFitError.self) {
      try PolynomialScaling(degree: 6).fit(table, holding: HeldParameters(), from: Self.start)
    }
  }

  @Test func `The energy collapses about its critical value`() throws {
    let table = try Self.table(error: 1e-5, \.energyDensity)
    let held = HeldParameters(scalingDimension: -1)
    let leading = [ScalingCorrection(.background), ScalingCorrection(.logarithm, powers: 1...1)]
    let fit = try PolynomialScaling(
      degree: 6, corrections: leading + [ScalingCorrection(.power(omega: 1), powers: 0...3)]
    ).fit(table, holding: held, from: Self.start)
    // Five digits hold; T_c and ν within four of the errors that five digits leave.
    #expect(fit.pValue > 0.05)
    #expect(
      abs(fit.parameters.criticalPoint - Self.critical) < 4 * fit.standardError(of: .criticalPoint))
    #expect(abs(fit.parameters.nu - 1) < 4 * fit.standardError(of: .nu))
    #expect(fit.standardError(of: .criticalPoint) < 2e-4 && fit.standardError(of: .nu) < 5e-3)

    // The leading form is good to 1/L of ν; without the logarithm nothing is.
    let plain = try PolynomialScaling(degree: 6, corrections: leading)
      .fit(table, holding: held, from: Self.start)
    #expect(abs(plain.parameters.nu - 1) < 1 / 16.0)
    let pure = try PolynomialScaling(degree: 6, corrections: [ScalingCorrection(.background)])
      .fit(table, holding: held, from: Self.start)
    #expect(pure.reducedChiSquare > 100 && abs(pure.parameters.nu - 1) > 0.2)
  }
}
