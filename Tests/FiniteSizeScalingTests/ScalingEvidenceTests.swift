@testable import FiniteSizeScaling
import Testing

@Suite struct ScalingEvidenceTests {
  private let method = PolynomialScaling(degree: 4)

  /// The evidence in a drawn table for the best fit with ν = 1; nil where there is no such fit.
  private func evidence(of synthetic: SyntheticCollapse, block: Int) throws -> ScalingEvidence? {
    var generator = testStream(block)
    let table = synthetic.drawn(using: &generator)
    let held = HeldParameters(nu: 1)
    guard let fit = try? method.fit(table, holding: held, from: synthetic.truth) else { return nil }
    return try ScalingEvidence(of: table, fit, by: method, holding: held)
  }

  @Test func `Curves that scale are told from one curve for all sizes`() throws {
    let evidence = try #require(try evidence(of: SyntheticCollapse(), block: 400))
    #expect(evidence.isClear && evidence.gain > 1000)
  }

  @Test func `Constants and noise say nothing`() throws {
    let found = try (0..<40).compactMap {
      try evidence(of: SyntheticCollapse(curve: { _ in 0.5 }), block: 410 + $0)
    }
    // In some tables the search for T_c leaves the points.
    #expect(found.count >= 20)
    #expect(found.allSatisfy { !$0.isClear })
  }

  @Test func `One curve for all sizes is the scaling form with infinite ν`() throws {
    var generator = testStream(440)
    // A quadratic in T, the same for every L.
    let controls = SyntheticCollapse().exact
    let exact = controls.replacingValues(controls.points.map { $0.control * $0.control })
    let table = exact.perturbed(using: &generator)
    let fit = try method.fit(
      table, holding: HeldParameters(criticalPoint: 2.3, nu: .infinity),
      from: CriticalParameters(criticalPoint: 2.3, nu: 1))
    // Four standard deviations of χ².
    let degreesOfFreedom = Double(fit.degreesOfFreedom)
    #expect(abs(fit.chiSquare - degreesOfFreedom) < 4 * (2 * degreesOfFreedom).squareRoot())
  }
}

@Suite struct SeparateCurvesTests {
  @Test func `Curves that do not collapse are followed one by one`() throws {
    var generator = testStream(450)
    let curves = zip([10.0, 20, 40], [2.269, 2.319, 2.239]).flatMap { size, point in
      SyntheticCollapse(
        truth: CriticalParameters(criticalPoint: point, nu: 1), sizes: [size, 2 * size]
      ).drawn(using: &generator).curves[0]
    }
    // A sigmoid on |x| ≤ 2 differs from a polynomial of degree 5 by less than the errors.
    let separate = SeparateCurves(of: try ScalingTable(curves), degree: 5)
    #expect(separate.degreesOfFreedom == 3 * (15 - 6))
    #expect(try #require(separate.pValue) > 1e-3)
  }

  @Test func `Curves that bend more than a polynomial are not`() throws {
    let table = SyntheticCollapse(pointCount: 21, reach: 12).exact
    #expect(try #require(SeparateCurves(of: table, degree: 4).pValue) < 1e-6)
  }

  @Test func `Curves without points to spare say nothing`() {
    let separate = SeparateCurves(of: SyntheticCollapse(pointCount: 5).exact, degree: 4)
    #expect(separate.degreesOfFreedom == 0 && separate.pValue == nil)
  }
}
