import ExactIsing
import Foundation
import SpinSystems
import Statistics
import Testing

@Suite struct OnsagerSolutionTests {
  @Test func `The lemniscate's elliptic integrals are known by the gamma function`() {
    // k² = 1/2: K = Γ(¼)²/(4√π), and 2E - K = π/(2K).
    let integrals = CompleteEllipticIntegrals(complementaryModulus: 0.5.squareRoot())
    let first = pow(tgamma(0.25), 2) / (4 * Double.pi.squareRoot())
    #expect(abs(integrals.first - first) < 4e-15)
    #expect(abs(2 * integrals.second - first - .pi / (2 * first)) < 4e-15)
  }

  @Test(arguments: [1e-5, 0.1, 0.3, 0.6, 0.9])
  func `Elliptic integrals obey Legendre's relation`(modulus: Double) {
    let complement = ((1 - modulus) * (1 + modulus)).squareRoot()
    let a = CompleteEllipticIntegrals(complementaryModulus: complement)
    let b = CompleteEllipticIntegrals(complementaryModulus: modulus)
    // E K' + E' K - K K' = π/2, written without the cancelling products.
    let relation = b.second * a.first - a.firstMinusSecond * b.first
    #expect(abs(relation - .pi / 2) < 1e-14)
  }

  @Test func `Elliptic integrals diverge logarithmically`() {
    for complement in [1e-10, 1e-100, 1e-160, 1e-300] {
      let integrals = CompleteEllipticIntegrals(complementaryModulus: complement)
      // Corrections are of order k'² ln k'.
      #expect(abs(integrals.first - log(4 / complement)) < 1e-12)
      #expect(integrals.second == 1 || abs(integrals.second - 1) < 1e-12)
    }
    #expect(CompleteEllipticIntegrals(complementaryModulus: 0).first == .infinity)
    #expect(CompleteEllipticIntegrals(complementaryModulus: 0).second == 1)
    #expect(CompleteEllipticIntegrals(complementaryModulus: 1).first == .pi / 2)
  }

  @Test(arguments: [0.3, 1, 1.8, 2, 2.6, 3, 10, 100])
  func `Far from the transition a large lattice is as good as an infinite one`(
    temperature: Double
  ) throws {
    // The difference is of order exp(-L/ξ), and ξ is at most 5 at these temperatures.
    let infinite = OnsagerSolution(temperature: temperature)
    let finite = try KaufmanSolution(.canonical(size: 512, temperature: temperature))
    #expect(abs(infinite.energyDensity - finite.energyDensity) < 2e-13)
    #expect(abs(infinite.specificHeat - finite.specificHeat) < 2e-13)
  }

  @Test func `At the critical temperature the energy is -√2 and lengths diverge`() {
    let critical = OnsagerSolution(temperature: Ensemble.criticalTemperature)
    // The energy differs from it by some 2 t ln(1/t), and the double nearest to T_c has t < 1e-15.
    #expect(abs(critical.energyDensity + 2.0.squareRoot()) < 1e-13)
    #expect(critical.correlationLength > 1e14)
    let below = OnsagerSolution(temperature: Ensemble.criticalTemperature * (1 - 1e-6))
    let above = OnsagerSolution(temperature: Ensemble.criticalTemperature * (1 + 1e-6))
    // ξ above is twice ξ below (McCoy and Wu 1973), up to corrections of relative order t.
    #expect(abs(above.correlationLength / below.correlationLength - 2) < 1e-5)
    // ξ = 1/(4 K_c t) with K_c = ln(1 + √2)/2.
    let amplitude = 4 * log(1 + 2.0.squareRoot()) / 2 * 1e-6
    #expect(abs(above.correlationLength * amplitude - 1) < 1e-5)
    #expect(below.spontaneousMagnetization > 0 && above.spontaneousMagnetization == 0)
  }

  @Test(arguments: [0.5, 1.5, 2.2, 2.3, 4])
  func `The specific heat is the derivative of the energy`(temperature: Double) {
    let step = 1e-4
    func slope(_ h: Double) -> Double {
      let warmer = OnsagerSolution(temperature: temperature + h).energyDensity
      return (warmer - OnsagerSolution(temperature: temperature - h).energyDensity) / (2 * h)
    }
    let derivative = (4 * slope(step) - slope(2 * step)) / 3
    let solution = OnsagerSolution(temperature: temperature)
    // Rounding 1e-15/h, and the fifth derivative of a logarithm at distance 0.03: h⁴/0.03⁴.
    #expect(abs(derivative - solution.specificHeat) < 1e-8)
  }

  @Test(arguments: [(1.0, 0.9992757519570612), (2.0, 0.911319377877496)])
  func `The spontaneous magnetization is Yang's`(temperature: Double, known: Double) {
    let solution = OnsagerSolution(temperature: temperature)
    let yang = pow(1 - pow(sinh(2 / temperature), -4), 0.125)
    #expect(abs(solution.spontaneousMagnetization - yang) < 1e-15)
    #expect(abs(solution.spontaneousMagnetization - known) < 1e-14)
  }

  @Test(arguments: [2.5, 3, 10, 1000])
  func `Correlation lengths of dual temperatures differ by a factor of two`(
    temperature: Double
  ) {
    // sinh 2K sinh 2K* = 1.
    let dual = 2 / asinh(1 / sinh(2 / temperature))
    let above = OnsagerSolution(temperature: temperature).correlationLength
    let below = OnsagerSolution(temperature: dual).correlationLength
    #expect(abs(above / below - 2) < 1e-12)
    // At high temperature the bond expansion gives ξ = 1/ln(1/tanh K) up to shorter paths.
    if temperature == 1000 { #expect(abs(above * log(1 / tanh(1e-3)) - 1) < 1e-3) }
  }
}
