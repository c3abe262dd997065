import References
import SpinSystems
import Testing

@Suite struct `The arithmetic of energies` {
  @Test(arguments: [2, 3, 4])
  func `excludes no energy that a configuration has`(size: Int) throws {
    let lattice = SquareLattice(size: size)
    var samples = SampleSet(lattice: lattice)
    for bits in 0..<UInt64(1) << UInt64(lattice.siteCount) { samples.append(packed: [bits]) }
    let observables = Observables(samples, largestDistance: 1)
    let free = EnergyArithmetic(try .canonical(size: size, temperature: 1))
    var lowest: [Int32: Int32] = [:]
    for (energy, spin) in zip(observables.energies, observables.totalSpins) {
      #expect(free.allows(Int(energy)))
      lowest[spin] = min(lowest[spin] ?? .max, energy)
    }
    for spin in lattice.totalSpins {
      let arithmetic = EnergyArithmetic(
        try .fixedMagnetization(size: size, temperature: 1, totalSpin: spin))
      // The bound is sharp, or one level below the lowest of all 2^N energies.
      let gap = Int(lowest[Int32(spin)]!) - arithmetic.range.lowerBound
      #expect(gap == 0 || gap == 4, "ΣS = \(spin)")
      for (energy, own) in zip(observables.energies, observables.totalSpins) where own == spin {
        #expect(arithmetic.allows(Int(energy)))
      }
    }
  }

  @Test func `knows that two stripes are the ground state at L = 50`() throws {
    let arithmetic = EnergyArithmetic(
      try .fixedMagnetization(size: 50, temperature: 1, totalSpin: 0))
    #expect(arithmetic.range.lowerBound == -2 * 2500 + 4 * 50)
    #expect(!arithmetic.allows(-4798) && !arithmetic.allows(-4804) && arithmetic.allows(-4796))
  }
}
