import ExactIsing
import Foundation
@testable import MonteCarlo
import Randomness
import SpinSystems
import Statistics
import Testing

@Suite struct ExactDistributionTests {
  /// L, T and ΣS of lattices whose states can be counted one by one; double bonds at L = 2, and
  /// triangles of neighbours at L = 3.
  static let points: [(size: Int, temperature: Double, totalSpin: Int)] = [
    (2, 4, 0), (2, 3, -2), (3, 2.5, 1), (3, 4, -3),
  ]

  /// Long runs visit every state as often as its Boltzmann weight says. States are looked at every
  /// 30 sweeps, many times the autocorrelation time at these temperatures, so that counts are
  /// multinomial; a chain that broke invariance, or missed a state, would be off for good.
  @Test(arguments: SamplerSubject.all, points)
  func `Every state of a small lattice is visited with its Boltzmann probability`(
    subject: SamplerSubject, point: (size: Int, temperature: Double, totalSpin: Int)
  ) throws {
    let ensemble = try subject.ensemble(
      size: point.size, temperature: point.temperature, totalSpin: point.totalSpin)
    var sampler = try subject.make(
      ensemble, .random, RandomStreams(seed: 8).stream("states", for: ensemble))
    sampler.sweep(200)
    let rounds = sampler.replicaCount > 1 ? 150 : 20_000
    var counts = [Int](repeating: 0, count: 1 << ensemble.lattice.siteCount)
    for _ in 0..<rounds {
      sampler.sweep(30)
      for word in sampler.configurations.words { counts[Int(word)] += 1 }
    }
    let probabilities = try Self.boltzmannProbabilities(ensemble)
    let test = try #require(
      chiSquareTest(
        counts: counts, probabilities: probabilities,
        effectiveCount: Double(counts.reduce(0, +)), minimumExpectedCount: 10))
    // 28 tests at 10^-4 each.
    #expect(test.pValue > 1e-4, "\(test)")
    #expect(test.pValue < 1 - 1e-4, "\(test)")
  }

  /// P of each state by its bits.
  private static func boltzmannProbabilities(_ ensemble: Ensemble) throws -> [Double] {
    let lattice = ensemble.lattice
    let states = SampleSet(lattice: lattice, count: 1 << lattice.siteCount) { words in
      for state in 0..<words.count { words[state] = UInt64(state) }
    }
    let observables = Observables(states)
    let weights = zip(observables.energies, observables.totalSpins).map { energy, totalSpin in
      ensemble.totalSpin == nil || ensemble.totalSpin == Int(totalSpin)
        ? exp(-Double(energy) / ensemble.temperature) : 0
    }
    let total = weights.reduce(0, +)
    return weights.map { $0 / total }
  }

  /// From either start, the mean energy comes to the exact one. Independent chains, 512 lanes or 32
  /// runs, are averaged over 20 configurations each; the spread of their averages gives the standard
  /// error, with no need to know the autocorrelation.
  @Test(
    arguments: SamplerSubject.all,
    [
      (4, 1.5, Start.stripe), (4, 3, .random), (8, Ensemble.criticalTemperature, .random),
      (12, Ensemble.criticalTemperature, .stripe), (12, 3, .random),
    ])
  func `Energies converge to the exact ones`(
    subject: SamplerSubject, point: (size: Int, temperature: Double, start: Start)
  ) throws {
    let ensemble = try subject.ensemble(
      size: point.size, temperature: point.temperature, totalSpin: 0)
    let streams = RandomStreams(seed: 10)
    // Exchange of neighbours takes about 300 sweeps at L = 12 and T_c, and thousands at L = 4 and
    // T = 1.5 to get from a flat stripe over the first step, exp(12/1.5).
    let isScalar = subject.replicaCount == 1
    let isSlow = subject.name == "kawasaki" || subject.name == "textbook Kawasaki"
    let burnIn = !isSlow ? 500 : point.temperature < 2 ? 20_000 : 3000
    var means: [Double] = []
    for block in 0..<(isScalar ? 32 : 1) {
      var sampler = try subject.make(
        ensemble, point.start, streams.stream("energies", for: ensemble, block: block))
      sampler.sweep(burnIn)
      var sums = [Double](repeating: 0, count: sampler.replicaCount)
      for _ in 0..<20 {
        sampler.sweep(10)
        for (index, energy) in Observables(sampler.configurations).energies.enumerated() {
          sums[index] += Double(energy) / 20
        }
      }
      means += sums
    }
    let count = Double(means.count)
    let mean = means.reduce(0, +) / count
    let variance = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    let exact = try ExactSolution(ensemble).energyDensity * Double(ensemble.lattice.siteCount)
    let score = (mean - exact) / (variance / count).squareRoot()
    // Student's t with 31 degrees of freedom exceeds 5 once in 50,000; there are 35 of these.
    #expect(abs(score) < 5, "\(mean) ± \((variance / count).squareRoot()), exact \(exact)")
  }
}
