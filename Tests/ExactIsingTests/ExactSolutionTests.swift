import ExactIsing
import Foundation
import SpinSystems
import Testing

@Suite struct ExactSolutionTests {
  /// Energy densities that an independent program found, printed to 13 digits.
  @Test(arguments: [
    (4, 1.0, -0.9834675800855), (4, 1.5, -0.8085283124358), (4, 2.0, -0.5778556650895),
    (4, Ensemble.criticalTemperature, -0.4923558334979), (4, 3.0, -0.3479275212442),
    (8, 1.0, -1.461378264507), (8, 1.5, -1.239130211980), (8, 2.0, -1.022124171250),
    (8, Ensemble.criticalTemperature, -0.9111066952361), (8, 3.0, -0.6724583095926),
  ])
  func `Energy densities without magnetization are as known`(
    size: Int, temperature: Double, known: Double
  ) throws {
    let solution = try solution(size: size, temperature: temperature, totalSpin: 0)
    #expect(abs(solution.energyDensity - known) < 1e-12)
  }

  /// From Kaufman's closed form, to ten decimals.
  @Test(arguments: [(8, -1.4915891074), (12, -1.4659608165)])
  func `Canonical energies at the critical temperature are Kaufman's`(
    size: Int, known: Double
  ) throws {
    let solution = try solution(size: size, temperature: Ensemble.criticalTemperature)
    #expect(abs(solution.energyDensity - known) < 1e-10)
  }

  @Test(arguments: [2, 3, 4], [nil, true])
  func `Thermodynamics agrees with a sum over all configurations`(
    size: Int, fixed: Bool?
  ) throws {
    let temperature = 1.7
    let totalSpin = fixed == nil ? nil : size * size % 2
    let solution = try solution(size: size, temperature: temperature, totalSpin: totalSpin)
    let enumeration = BruteForce(size: size)
    var (z, energy, square, magnetization) = (0.0, 0.0, 0.0, 0.0)
    var correlation = [Double](repeating: 0, count: size / 2)
    for (cell, count) in enumeration.counts {
      guard totalSpin == nil || cell.totalSpin == totalSpin else { continue }
      let boltzmann = exp(-Double(cell.energy) / temperature)
      let weight = Double(count) * boltzmann
      z += weight
      energy += weight * Double(cell.energy)
      square += weight * Double(cell.energy * cell.energy)
      magnetization += weight * Double(abs(cell.totalSpin))
      for (index, sum) in enumeration.correlationSums[cell]!.prefix(size / 2).enumerated() {
        correlation[index] += boltzmann * Double(sum) / Double(2 * size * size)
      }
    }
    let siteCount = Double(size * size)
    // Sums of at most a few hundred terms in double precision.
    func agree(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 * max(1, abs(b)) }
    #expect(agree(solution.logPartitionFunction, log(z)))
    #expect(agree(solution.energyDensity, energy / z / siteCount))
    let variance = square / z - (energy / z) * (energy / z)
    #expect(agree(solution.energyVariance, variance))
    #expect(
      agree(solution.specificHeat, variance / (siteCount * temperature * temperature)))
    #expect(agree(solution.absoluteMagnetization, magnetization / z / siteCount))
    #expect(solution.correlation.count == size / 2 + 1)
    #expect(solution.correlation[0] == 1)
    for (index, sum) in correlation.enumerated() {
      #expect(agree(solution.correlation[index + 1], sum / z))
    }
  }

  @Test(arguments: 2...12, [0.2, 1.0, Ensemble.criticalTemperature, 50])
  func `Distributions are normalized and agree with each other`(
    size: Int, temperature: Double
  ) throws {
    for totalSpin in [nil, size % 2, size * size] {
      let solution = try solution(size: size, temperature: temperature, totalSpin: totalSpin)
      // Up to 8972 terms of relative error 2^-51 each add up to less than 1e-12.
      #expect(abs(solution.jointLevels.map(\.probability).reduce(0, +) - 1) < 1e-12)
      #expect(abs(solution.energyLevels.map(\.probability).reduce(0, +) - 1) < 1e-12)
      #expect(abs(solution.totalSpinLevels.map(\.probability).reduce(0, +) - 1) < 1e-12)
      #expect(
        zip(solution.energyLevels, solution.energyLevels.dropFirst()).allSatisfy {
          $0.energy < $1.energy
        })
      #expect(abs(solution.correlation[1] + solution.energyDensity / 2) < 1e-12)
      if totalSpin != nil {
        #expect(solution.totalSpinLevels.map(\.totalSpin) == [totalSpin!])
      }
    }
  }

  @Test(arguments: [nil, 0, 20])
  func `The specific heat is the derivative of the energy`(totalSpin: Int?) throws {
    let (temperature, step) = (2.0, 1e-4)
    let colder = try solution(size: 6, temperature: temperature - step, totalSpin: totalSpin)
    let warmer = try solution(size: 6, temperature: temperature + step, totalSpin: totalSpin)
    let here = try solution(size: 6, temperature: temperature, totalSpin: totalSpin)
    let slope = (warmer.energyDensity - colder.energyDensity) / (2 * step)
    // Central differences: h² ε'''/6 with ε''' of order 10, and 1e-15/h of rounding.
    #expect(abs(slope - here.specificHeat) < 1e-6)
  }

  @Test(arguments: [.leastNonzeroMagnitude, 0.01, 0.2])
  func `Cold ensembles are in their ground states without a loss of digits`(
    temperature: Double
  ) throws {
    let fixed = try solution(size: 8, temperature: temperature, totalSpin: 0)
    #expect(abs(fixed.energyDensity - -1.5) < 1e-12)
    #expect(fixed.specificHeat >= 0 && fixed.specificHeat < 1e-12)
    // Half the stripes lie along the axis (C = 1), half cut it, where C(r) = 1 - 4r/L.
    for (distance, value) in fixed.correlation.enumerated() {
      #expect(abs(value - (1 - Double(2 * distance) / 8)) < 1e-12)
    }
    #expect(fixed.isAllowed(energy: -96, totalSpin: 0))
    #expect(!fixed.isAllowed(energy: -92, totalSpin: 0))
    let canonical = try solution(size: 8, temperature: temperature)
    #expect(abs(canonical.energyDensity - -2) < 1e-12)
    #expect(abs(canonical.absoluteMagnetization - 1) < 1e-12)
  }

  @Test(arguments: [0, 2, 30, -64])
  func `Hot spins are uncorrelated but for the fixed total spin`(totalSpin: Int) throws {
    let solution = try solution(size: 8, temperature: 1e12, totalSpin: totalSpin)
    let siteCount = 64.0
    let expected =
      (Double(totalSpin * totalSpin) - siteCount) / (siteCount * (siteCount - 1))
    // Corrections are of order 1/T.
    for value in solution.correlation.dropFirst() { #expect(abs(value - expected) < 1e-10) }
    let states = BigInteger.binomials(64)[(64 + totalSpin) / 2]
    #expect(abs(solution.logPartitionFunction - log(Double(states))) < 1e-9)
  }
}

/// The exact solution of one ensemble.
func solution(
  size: Int, temperature: Double, totalSpin: Int? = nil
) throws -> ExactSolution {
  let ensemble =
    if let totalSpin {
      try Ensemble.fixedMagnetization(
        size: size, temperature: temperature, totalSpin: totalSpin)
    } else {
      try Ensemble.canonical(size: size, temperature: temperature)
    }
  return try ExactSolution(ensemble)
}
