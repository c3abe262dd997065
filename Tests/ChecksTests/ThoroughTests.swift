import Checks
import Comparisons
import Faults
import Judgement
import Randomness
import References
import SpinSystems
import Statistics
import Studies
import Testing

/// The checks of `--thorough`: rates on right samples, and what they are there to see.
@Suite struct `Two samples` {
  private let ensemble = try! Ensemble.canonical(size: 6, temperature: 2.5)

  private func pValues(
    _ check: any Check<Weighing>, sets: Int, count: Int, fault: any Fault = .wrongTemperature,
    amount: Double
  ) throws -> [Double] {
    var generator = RandomStreams(seed: 61).stream("two-sample sets", for: ensemble)
    let reference = try Reference.exact(ensemble)
    return try (0..<sets).compactMap { _ in
      let samples = try fault.samples(
        of: ensemble, count: count, amount: amount, using: &generator)
      let weighing = try Weighing(
        samples, from: ensemble, against: reference, seed: generator.next())
      guard case .evidence(let evidence) = try check.examine(weighing) else { return nil }
      return evidence.pValue
    }
  }

  @Test func `A network guesses on perfect samples no better than it should`() throws {
    let found = try pValues(.classifierTwoSample, sets: 40, count: 600, amount: 0)
    try #require(found.count == 40)
    // 40 Bernoulli draws at 0.1: more than 12 have a probability of 10⁻⁴.
    #expect(found.count { $0 <= 0.1 } <= 12)
    #expect(found.allSatisfy { $0 > 1e-6 })
  }

  @Test func `A kernel's p-values are uniform on perfect samples`() throws {
    let found = try pValues(.kernelTwoSample, sets: 60, count: 500, amount: 0)
    // A few perfect sets look correlated by chance, and are not judged at this length.
    try #require(found.count >= 50)
    #expect(kolmogorovSmirnovUniform(found) > 1e-4)
  }

  @Test(arguments: thoroughChecks.map(\.identifier))
  func `Samples from twice the temperature are told apart`(identifier: String) throws {
    let check = try #require(thoroughChecks.first { $0.identifier == identifier })
    let found = try pValues(check, sets: 3, count: 2000, amount: 1)
    #expect(found.count == 3)
    #expect(found.allSatisfy { $0 < 1e-6 })
  }

  @Test func `A product of spins is +1 where an even number is down`() {
    let lattice = SquareLattice(size: 3)
    var samples = SampleSet(lattice: lattice)
    samples.append(spins: [-1, 1, 1, -1, 1, 1, 1, 1, -1])
    #expect(samples.products(over: lattice.packedSites { [0, 3].contains($0) }) == [1])
    #expect(samples.products(over: lattice.packedSites { $0 < 3 }) == [-1])
    #expect(samples.products(over: lattice.packedSites { _ in false }) == [1])
  }

  @Test(arguments: [(0, 1.0), (10, 1.0 / 1024), (11, 0), (9, 11.0 / 1024)])
  func `Binomial tails are those of Pascal's triangle`(count: Int, tail: Double) {
    #expect(abs(binomialUpperTail(count, of: 10, probability: 0.5) - tail) < 1e-14)
  }
}
