import Randomness
import SpinSystems
import Testing

/// Identities of the definitions (Azizi and Pleimling 2021, Eqs. 1, 2 and 5; the minus sign that is missing
/// in their Eq. 3 is needed). No samples can break them; they bind what is counted in different ways.
@Suite struct `Identities of the observables` {
  private func random(size: Int, count: Int) -> SampleSet {
    var generator = RandomStreams(seed: 61).stream("identities", block: size)
    var samples = SampleSet(lattice: SquareLattice(size: size))
    for _ in 0..<count {
      // From nearly all down to nearly all up, so that every magnetization occurs.
      let up = generator.nextUnitInterval()
      samples.append(
        spins: (0..<size * size).map { _ in generator.nextUnitInterval() < up ? 1 : -1 })
    }
    return samples
  }

  /// H by a loop over the 2N bonds, as Eq. 1 is written.
  private func energyByBonds(_ spins: [Int], size: Int) -> Int {
    var sum = 0
    for row in 0..<size {
      for column in 0..<size {
        let next = spins[row * size + (column + 1) % size]
        let below = spins[(row + 1) % size * size + column]
        sum += spins[row * size + column] * (next + below)
      }
    }
    return -sum
  }

  @Test(arguments: [2, 3, 5, 8, 12, 16, 33])
  func `C(0) = 1, C(1) = -ε/2 and S(0) = N·m² hold in every configuration`(size: Int) {
    let samples = random(size: size, count: 300)
    let observables = Observables(samples)
    let sites = size * size
    let power = AxisModes(samples).structureFactor(waveNumber: 0)
    for index in 0..<samples.count {
      let energy = energyByBonds(samples.spins(of: index), size: size)
      #expect(observables.correlationSums(at: 0)[index] == Int32(2 * sites))
      #expect(Int(observables.energies[index]) == energy)
      #expect(Int(observables.correlationSums(at: 1)[index]) == -energy)
      // Both sides are exact integers over N; only the division rounds.
      let total = Double(observables.totalSpins[index])
      #expect(abs(power[index] - total * total / Double(sites)) <= 1e-12 * Double(sites))
    }
  }
}
