@testable import FiniteSizeScaling
import Foundation
import Statistics
import Testing

@Suite struct GaussianProcessTests {
  @Test(
    arguments: [
      SmoothnessKernel(amplitude: 0.4, length: 1, noise: 0),
      SmoothnessKernel(amplitude: 0.4, length: 0.25, noise: 0.5),
      SmoothnessKernel(amplitude: 2, length: 4, noise: 3),
    ])
  func `The likelihood is that of the full covariance matrix`(kernel: SmoothnessKernel) throws {
    var generator = testStream(6)
    let synthetic = SyntheticCollapse(
      truth: CriticalParameters(criticalPoint: 2.3, nu: 1.2, scalingDimension: 0.3))
    let table = synthetic.drawn(using: &generator)
    let likelihood = GaussianProcessLikelihood(table, around: synthetic.truth)
    let fast = likelihood.logLikelihood(at: synthetic.truth, kernel: kernel)

    // cov = growth growth′ (10² max² + θ₁² exp(-(u - u′)²/2θ₂²)) + δ (error² + (θ₀ growth)²).
    let points = table.points
    let count = points.count
    let errors = points.map(\.error).sorted()
    let median = (errors[count / 2 - 1] + errors[count / 2]) / 2
    let largest = points.map { abs($0.value) }.max()!
    let logSizes = points.map { log($0.size) - likelihood.unit.logSize }
    let growth = logSizes.map { exp(0.3 * $0) }
    let u = zip(points, logSizes).map {
      ($0.control - 2.3) * exp($1 / 1.2) / likelihood.unit.control
    }
    var matrix = [Double](repeating: 0, count: count * count)
    for i in 0..<count {
      for j in 0..<count {
        let near = exp(-pow((u[i] - u[j]) / kernel.length, 2) / 2)
        matrix[count * i + j] =
          growth[i] * growth[j]
          * (100 * largest * largest + kernel.amplitude * kernel.amplitude * near)
      }
      matrix[count * i + i] +=
        points[i].error * points[i].error + pow(kernel.noise * median * growth[i], 2)
    }
    let factor = try #require(CholeskyFactor(matrix, dimension: count))
    let full =
      -0.5
      * (factor.inverseQuadraticForm(points.map(\.value)) + factor.logDeterminant
        + Double(count) * log(2 * .pi))
    // The covariance is reproduced to 10⁻⁷ of θ₁², which is 10⁴ error²; 60 points.
    #expect(abs(fast - full) < 0.02)
  }

  @Test func `The most probable collapse is at the truth within its scatter`() throws {
    var generator = testStream(7)
    let synthetic = SyntheticCollapse(
      truth: CriticalParameters(criticalPoint: 2.3, nu: 1.2, scalingDimension: -0.125))
    let table = synthetic.drawn(using: &generator)
    let fit = try GaussianProcessCollapse().fit(
      table, holding: HeldParameters(scalingDimension: nil),
      from: CriticalParameters(criticalPoint: 2.32, nu: 1))
    // Standard errors 0.0018, 0.018 and 0.0064, as those of the polynomial; four of them.
    #expect(abs(fit.parameters.criticalPoint - 2.3) < 0.0072)
    #expect(abs(fit.parameters.nu - 1.2) < 0.072)
    #expect(abs(fit.parameters.scalingDimension + 0.125) < 0.026)
    // The errors are right, so there is no further noise to be explained, give or take half an error.
    #expect(fit.excessNoise < 0.7)
  }

  @Test func `What does not collapse is taken for noise`() throws {
    var generator = testStream(8)
    let table = SyntheticCollapse().drawn(using: &generator)
    let shifts = [12.0: 0.02, 18: -0.02, 27: 0.02, 40: -0.02]
    let torn = table.replacingValues(table.points.map { $0.value + shifts[$0.size]! })
    let fit = try GaussianProcessCollapse().fit(
      torn, holding: HeldParameters(), from: SyntheticCollapse().truth)
    // Shifts of ± 5 errors.
    #expect(fit.excessNoise > 2)
  }
}
