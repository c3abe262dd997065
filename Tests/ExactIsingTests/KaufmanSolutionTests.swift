import ExactIsing
import Foundation
import SpinSystems
import Testing

@Suite struct KaufmanSolutionTests {
  /// Energy densities at T_c, to ten decimals.
  @Test(arguments: [
    (8, -1.4915891074), (12, -1.4659608165), (16, -1.4530648528), (20, -1.4453094678),
    (30, -1.4349538592), (50, -1.4266606958), (64, -1.4239383898),
  ])
  func `Energies at the critical temperature are as published`(size: Int, known: Double) throws {
    let solution = try kaufman(size: size, temperature: Ensemble.criticalTemperature)
    #expect(abs(solution.energyDensity - known) < 0.6e-10)
  }

  @Test(arguments: 2...12)
  func `The closed form agrees with the sum over all states`(size: Int) throws {
    let critical = Ensemble.criticalTemperature
    let temperatures = [
      0.05, 0.2, 0.5, 1, 2, critical.nextDown, critical, critical.nextUp, 2.5, 5, 50, 1e4, 1e300,
    ]
    for temperature in temperatures {
      let kaufman = try kaufman(size: size, temperature: temperature)
      let sum = try solution(size: size, temperature: temperature)
      let siteCount = Double(size * size)
      let logZ = kaufman.logPartitionFunction
      #expect(abs(logZ - sum.logPartitionFunction) < 1e-13 * max(siteCount, abs(logZ)))
      #expect(abs(kaufman.energyDensity - sum.energyDensity) < 1e-13)
      #expect(abs(kaufman.specificHeat - sum.specificHeat) < 1e-13)
    }
  }

  @Test(arguments: [64, 301, 512], [2.1, 2.27, 3.5])
  func `Energy and specific heat are derivatives of the partition function`(
    size: Int, temperature: Double
  ) throws {
    // By K = 1/T, with Richardson's step from differences over h and 2h. Values are rounded by about
    // 1e-15 (1e-14 for the energy at this size), so derivatives by 1e-10 and 1e-9. The rest is
    // h⁴ f⁽⁵⁾: near T_c everything varies over distances of K of order 1/(2L) = 1e-3, f⁽⁵⁾ is of
    // order 1e9 for ln Z and 1e12 for the energy, h⁴ = 1.6e-19.
    let siteCount = Double(size * size)
    let step = 2e-5
    let coupling = 1 / temperature
    let energy = { (k: Double) throws -> Double in
      -(try kaufman(size: size, temperature: 1 / k)).energyDensity
    }
    let logZ = { (k: Double) throws -> Double in
      (try kaufman(size: size, temperature: 1 / k)).logPartitionFunction / siteCount
    }
    func slope(_ f: (Double) throws -> Double, _ h: Double) throws -> Double {
      (try f(coupling + h) - (try f(coupling - h))) / (2 * h)
    }
    let solution = try kaufman(size: size, temperature: temperature)
    let first = (4 * (try slope(logZ, step)) - (try slope(logZ, 2 * step))) / 3
    let second = (4 * (try slope(energy, step)) - (try slope(energy, 2 * step))) / 3
    #expect(abs(first + solution.energyDensity) < 1e-9)
    #expect(abs(second - solution.energyVariance / siteCount) < 1e-6)
  }

  @Test(arguments: [1e-300, 1e-3, 0.05])
  func `Cold lattices of any size are in one of two ground states`(temperature: Double) throws {
    for size in [2, 12, 512] {
      let solution = try kaufman(size: size, temperature: temperature)
      let ground = 2 * Double(size * size) / temperature
      #expect(solution.energyDensity == -2)
      #expect(abs(solution.logPartitionFunction - ground - log(2)) <= 1e-14 * ground)
      #expect(solution.specificHeat < 1e-28)
    }
  }

  @Test func `Where the total spin is fixed there is no closed form`() throws {
    let ensemble = try Ensemble.fixedMagnetization(size: 12, temperature: 2, totalSpin: 0)
    #expect(throws: ExactError.notCanonical(ensemble)) { try KaufmanSolution(ensemble) }
  }

  private func kaufman(size: Int, temperature: Double) throws -> KaufmanSolution {
    try KaufmanSolution(.canonical(size: size, temperature: temperature))
  }
}
