import Foundation
import MonteCarlo
import SpinSystems
import Testing

@Suite struct `Potts configurations` {
  @Test(arguments: [(2, 3), (3, 3)])
  func `Energies are those of enumeration`(size: Int, colourCount: Int) {
    let enumeration = PottsEnumeration(
      PottsEnsemble(size: size, colourCount: colourCount, temperature: 1))
    let configurations = PottsConfigurations(
      lattice: SquareLattice(size: size), colourCount: colourCount,
      colours: enumeration.states.flatMap { $0 })
    #expect(configurations.energies == enumeration.energies)
  }

  @Test func `One colour has |m|² = 1 and equal shares have none`() {
    let lattice = SquareLattice(size: 3)
    let configurations = PottsConfigurations(
      lattice: lattice, colourCount: 3,
      colours: [1, 1, 1, 1, 1, 1, 1, 1, 1] + [0, 1, 2, 2, 0, 1, 1, 2, 0]
        + [0, 0, 0, 0, 0, 0, 1, 1, 2])
    #expect(configurations.populations == [[0, 9, 0], [3, 3, 3], [6, 2, 1]])
    let squares = configurations.squaredMagnetizations
    #expect(squares[0] == 1)
    // A sum of three terms of 1/9 · 3, less 1: rounding only.
    #expect(abs(squares[1]) < 1e-15)
    // Corners of a triangle: |6 e₀ + 2 e₁ + e₂|² = 36 + 4 + 1 - (12 + 6 + 2) = 21, over 81.
    #expect(abs(squares[2] - 21.0 / 81) < 1e-15)
  }

  @Test func `The indicator of a colour is up where the colour lies`() {
    let lattice = SquareLattice(size: 3)
    let colours: [UInt8] = [0, 1, 2, 2, 0, 1, 1, 2, 0, 2, 2, 1, 0, 0, 0, 1, 2, 1]
    let configurations = PottsConfigurations(lattice: lattice, colourCount: 3, colours: colours)
    let indicator = configurations.indicator { $0 == 0 ? 2 : 0 }
    #expect(indicator.spins(of: 0) == colours[..<9].map { $0 == 2 ? 1 : -1 })
    #expect(indicator.spins(of: 1) == colours[9...].map { $0 == 0 ? 1 : -1 })
  }

  /// With two colours the critical point is half of Onsager's, and 1/ν = 1; den Nijs's values beyond.
  @Test func `Critical points and exponents are the known ones`() {
    // Both are closed forms in Double.
    #expect(
      abs(PottsEnsemble.criticalTemperature(colourCount: 2) - Ensemble.criticalTemperature / 2)
        < 1e-15)
    #expect(abs(PottsEnsemble.criticalTemperature(colourCount: 3) - 0.994972861) < 1e-9)
    for (colourCount, exponent) in [(2, 1.0), (3, 5.0 / 6), (4, 2.0 / 3)] {
      let found = PottsEnsemble.correlationLengthExponent(colourCount: colourCount)
      #expect(abs(found - exponent) < 1e-14)
    }
  }
}
