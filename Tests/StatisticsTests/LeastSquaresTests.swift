import Foundation
import Randomness
import SpinSystems
import Statistics
import Testing

/// y = a exp(-k t) + b: a and b enter linearly, k does not.
private struct Decay: SeparableModel {
  let times: [Double]
  var observationCount: Int { times.count }
  var parameterCount: Int { 1 }
  var coefficientCount: Int { 2 }

  func fillBasis(_ basis: inout [Double], at parameters: [Double]) -> Bool {
    for (i, t) in times.enumerated() {
      basis[i] = exp(-parameters[0] * t)
      basis[times.count + i] = 1
    }
    return parameters[0] > 0
  }

  func fillDerivatives(
    _ derivatives: inout [Double], at parameters: [Double], coefficients: [Double]
  ) {
    for (i, t) in times.enumerated() {
      derivatives[i] = -coefficients[0] * t * exp(-parameters[0] * t)
    }
  }
}

@Suite struct LeastSquaresTests {
  private static let times = (0..<30).map { 0.1 * Double($0) }

  /// a = 2, k = 1.3, b = 0.5, with normal noise of the given standard deviation.
  private func observations(noise: Double, seed: Int = 0) -> [Double] {
    var generator = RandomStreams(seed: 91).stream("decay", block: seed)
    return Self.times.map { 2 * exp(-1.3 * $0) + 0.5 + noise * generator.nextNormal() }
  }

  @Test func `Exact observations give their parameters back`() throws {
    let fit = try #require(
      SeparableLeastSquares(
        Decay(times: Self.times), observations: observations(noise: 0), from: [0.4]))
    // GSL stops when a step is 10⁻⁹ of the parameter.
    #expect(abs(fit.parameters[0] - 1.3) < 1e-7)
    #expect(abs(fit.coefficients[0] - 2) < 1e-6 && abs(fit.coefficients[1] - 0.5) < 1e-6)
    #expect(fit.chiSquare < 1e-12)
  }

  @Test func `Eliminated coefficients change neither the minimum nor the errors`() throws {
    let y = observations(noise: 0.01).map { $0 / 0.01 }
    // The same problem in units of the error, once eliminated and once with all three parameters.
    let separable = try #require(
      SeparableLeastSquares(Decay(times: Self.times), observations: y, from: [1]))
    let times = Self.times
    let full = try #require(
      NonlinearLeastSquares(from: [100, 1, 10], count: times.count) { p, residuals in
        for (i, t) in times.enumerated() { residuals[i] = y[i] - p[0] * exp(-p[1] * t) - p[2] }
        return true
      } jacobian: { p, jacobian in
        for (i, t) in times.enumerated() {
          jacobian[i] = -exp(-p[1] * t)
          jacobian[times.count + i] = p[0] * t * exp(-p[1] * t)
          jacobian[2 * times.count + i] = -1
        }
      })
    #expect(abs(separable.parameters[0] - full.parameters[1]) < 1e-6)
    #expect(abs(separable.chiSquare - full.sumOfSquares) < 1e-6)
    // Kaufman's Jacobian leaves out a term of the order of the residuals, a hundredth here.
    #expect(abs(separable.covariance[0][0] / full.covariance[1][1] - 1) < 0.02)
  }

  @Test func `Parameters scatter as their covariance says`() throws {
    let noise = 0.02
    let estimates = try (0..<200).map { seed in
      let y = observations(noise: noise, seed: seed).map { $0 / noise }
      return try #require(
        SeparableLeastSquares(Decay(times: Self.times), observations: y, from: [1]))
    }
    let mean = estimates.reduce(0) { $0 + $1.parameters[0] } / 200
    let variance = estimates.reduce(0) { $0 + pow($1.parameters[0] - mean, 2) } / 199
    let stated = estimates.reduce(0) { $0 + $1.covariance[0][0] } / 200
    // A variance of 200 normal values has the relative standard error (2/199)^½ = 0.10; four of them.
    #expect(abs(variance / stated - 1) < 0.4)
    // Σχ² of 200 fits with 27 degrees of freedom: mean 5400, standard deviation (2 · 5400)^½ = 104.
    #expect(abs(estimates.reduce(0) { $0 + $1.chiSquare } - 5400) < 4 * 104)
  }

  @Test func `A model without an influence of its parameter does not converge`() {
    let constant = observations(noise: 0).map { _ in 1.0 }
    // b alone fits, and any k is as good as another.
    #expect(
      SeparableLeastSquares(Decay(times: Self.times), observations: constant, from: [1])?
        .covariance[0][0] ?? .infinity > 1e6)
  }

  @Test func `Dependent columns have no decomposition`() {
    struct Twice: SeparableModel {
      var observationCount: Int { 3 }
      var parameterCount: Int { 0 }
      var coefficientCount: Int { 2 }
      func fillBasis(_ basis: inout [Double], at parameters: [Double]) -> Bool {
        basis = [1, 2, 3, 2, 4, 6]
        return true
      }
      func fillDerivatives(
        _ derivatives: inout [Double], at parameters: [Double], coefficients: [Double]
      ) {}
    }
    #expect(SeparableLeastSquares(Twice(), observations: [1, 2, 4], from: []) == nil)
  }

  @Test func `A polynomial goes through as many points as it has coefficients`() throws {
    let positions = [2.2, 2.25, 2.3, 2.45]
    let fit = try #require(
      PolynomialLeastSquares(
        positions: positions, values: positions.map { $0 * $0 * $0 - 1 },
        errors: [0.1, 1, 0.01, 0.3], degree: 3))
    #expect(abs(fit(2.37) - (2.37 * 2.37 * 2.37 - 1)) < 1e-10)
    #expect(fit.chiSquare < 1e-10)
    #expect(
      PolynomialLeastSquares(positions: [1, 1], values: [1, 2], errors: [1, 1], degree: 1) == nil)
  }

  @Test func `A weighted mean is the polynomial of degree 0`() throws {
    let fit = try #require(
      PolynomialLeastSquares(positions: [0, 1], values: [1, 4], errors: [1, 2], degree: 0))
    // (1/1 · 1 + 1/4 · 4)/(1 + 1/4).
    #expect(abs(fit(0.3) - 1.6) < 1e-12)
    #expect(abs(fit.chiSquare - (0.36 + 1.44)) < 1e-12)
  }
}
