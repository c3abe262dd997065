import MonteCarlo
import Randomness
import SpinSystems
import Testing

@Suite struct StartTests {
  @Test(arguments: Start.allCases, [2, 3, 8, 11, 64])
  func `Every start has the fixed total spin, whatever it is`(start: Start, size: Int) throws {
    var generator = RandomStreams(seed: 1).stream("starts")
    for totalSpin in SquareLattice(size: size).totalSpins {
      let ensemble = try Ensemble.fixedMagnetization(
        size: size, temperature: 1, totalSpin: totalSpin)
      let count = size < 64 ? 3 : 1
      let samples = start.configurations(of: ensemble, count: count, using: &generator)
      #expect(Observables(samples).totalSpins == [Int32](repeating: Int32(totalSpin), count: count))
    }
  }

  @Test func `A stripe of whole rows has two flat interfaces`() throws {
    var generator = RandomStreams(seed: 1).stream("starts")
    let ensemble = try Ensemble.fixedMagnetization(size: 50, temperature: 1, totalSpin: 0)
    let samples = Start.stripe.configurations(of: ensemble, count: 1, using: &generator)
    // Two interfaces of 50 broken bonds, each 2 above the energy -2N of aligned spins.
    #expect(Observables(samples).energies == [-5000 + 2 * 100])
  }

  @Test func `A sampler refuses the ensemble it does not leave invariant`() throws {
    let free = try Ensemble.canonical(size: 4, temperature: 1)
    let fixed = try Ensemble.fixedMagnetization(size: 4, temperature: 1, totalSpin: 0)
    let stream = RandomStreams(seed: 1).stream("refusal")
    for method in markovMethods {
      let refused = method.isApplicable(to: free) ? fixed : free
      #expect(throws: MonteCarloError.notApplicable(sampler: method.identifier, refused)) {
        try method.makeSampler(refused, start: .random, stream: stream)
      }
    }
  }
}
