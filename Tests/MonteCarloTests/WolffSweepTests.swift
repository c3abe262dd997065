import ExactIsing
import SpinSystems
import Statistics
import Testing

@testable import MonteCarlo

@Suite struct `A sweep of Wolff's clusters` {
  private static let ensembles = [16, 32, 50].flatMap { size in
    [1.0, 1.8, 2.2, Ensemble.criticalTemperature, 2.35, 2.5, 3].map {
      try! Ensemble.canonical(size: size, temperature: $0)
    }
  }

  /// ⟨n⟩ = N ⟨m²⟩ of clusters, here from configurations: the number is fixed before anything is measured.
  @Test(arguments: ensembles)
  func `has about as many sites as the lattice, and at most L clusters`(ensemble: Ensemble) throws {
    let size = ensemble.lattice.size
    let count = WolffCluster.clustersPerSweep(of: ensemble)
    #expect((2...size).contains(count) && (count == size || count.isMultiple(of: 2)))
    guard count < size else { return }
    let samples = try MarkovMethod.wolff.plan(drawing: 1024, of: ensemble, seed: 7).run()
    let squares = Observables(samples, largestDistance: 1).totalSpins.map {
      Double($0 * $0) / Double(size * size * size * size)
    }
    let share = Double(count) * squares.reduce(0, +) / Double(squares.count)
    // Up to 2 where one cluster is the lattice; where there are more, rounding makes less than a factor of 2 of it.
    // ⟨m²⟩ itself is within a factor of 1.5.
    #expect(share > 1 / 1.5 && share < 2 * 1.5)
  }

  /// The exact energy of the finite lattice (Kaufman 1949); four standard errors of draws that are 4 τ apart,
  /// which are at most 4 % too small.
  @Test(arguments: [(32, 0.9), (32, 1.5), (32, 2.1), (48, 2.26), (32, 2.4)])
  func `leads to equilibrium from its start, and from one draw to the next`(
    size: Int, temperature: Double
  ) throws {
    let ensemble = try Ensemble.canonical(size: size, temperature: temperature)
    #expect(
      MarkovMethod.wolff.standardStart(for: ensemble)
        == (temperature < Ensemble.criticalTemperature ? .stripe : .random))
    let samples = try MarkovMethod.wolff.plan(drawing: 8192, of: ensemble, seed: 11).run()
    let observables = Observables(samples, largestDistance: 1)
    let energies = observables.energies.map { Double($0) / Double(size * size) }
    let mean = energies.reduce(0, +) / Double(energies.count)
    let exact = try KaufmanSolution(ensemble)
    let error = (exact.specificHeat * temperature * temperature / Double(size * size * 8192))
      .squareRoot()
    #expect(abs(mean - exact.energyDensity) < 4.2 * error)
    // Either sign half of the time: a symmetry drawn for each decides it.
    let signs = observables.totalSpins.reduce(0) { $0 + $1.signum() }
    #expect(abs(Double(signs)) < 4.2 * 8192.0.squareRoot())
  }
}
