import Foundation
import Randomness
@testable import Reproduction
import SpinSystems
import Testing

@Suite struct `Energy thermometer` {
  /// Labels drawn from a known logistic law. The Fisher information of 20,000 energies, uniform on
  /// [-2, 0], gives standard errors of 0.03 for a slope of -4 and 0.03 for the intercept; five of them.
  @Test func `Finds the law that labels were drawn from`() {
    var generator = RandomStreams(seed: 12).stream("thermometer tests")
    let energies = (0..<20_000).map { _ in -2 * generator.nextUnitInterval() }
    let labels = energies.map {
      generator.nextUnitInterval() < 1 / (1 + exp(-(-4 - 4 * $0)))
    }
    let thermometer = EnergyThermometer(energyDensities: energies, isOrdered: labels)
    let information = energies.reduce(into: (0.0, 0.0, 0.0)) { sums, energy in
      let p = 1 / (1 + exp(-(-4 - 4 * energy)))
      sums.0 += p * (1 - p)
      sums.1 += p * (1 - p) * energy
      sums.2 += p * (1 - p) * energy * energy
    }
    let determinant = information.0 * information.2 - information.1 * information.1
    #expect(
      abs(thermometer.slope + 4) < 5 * (information.0 / determinant).squareRoot() + 4e-3)
    #expect(
      abs(thermometer.intercept + 4) < 5 * (information.2 / determinant).squareRoot() + 4e-3)
  }

  @Test func `Classes that do not overlap keep it finite`() {
    let energies = (0..<100).map { -2 + Double($0) / 50 }
    let thermometer = EnergyThermometer(
      energyDensities: energies, isOrdered: energies.map { $0 < -1.005 })
    #expect(thermometer.slope.isFinite && thermometer.slope < -10)
    // The step lies between the classes, as symmetry wants.
    #expect(abs(thermometer.intercept - 1.01 * thermometer.slope) < 0.05 * abs(thermometer.slope))
    #expect(thermometer.probability(-2) > 0.99 && thermometer.probability(0) < 0.01)
  }
}
