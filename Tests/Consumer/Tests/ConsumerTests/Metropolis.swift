import Foundation
import SteelyardTesting

/// The sampler that somebody has written and wants tested: Metropolis, as in every textbook.
struct Metropolis {
  var spins: [Int]
  let size: Int
  let temperature: Double
  /// A mistake that is easily made: the energy of a flip counts each bond twice.
  var countsBondsTwice = false

  init(size: Int, temperature: Double) {
    self.size = size
    self.temperature = temperature
    spins = Array(repeating: 1, count: size * size)
  }

  mutating func sweep(using generator: inout some RandomNumberGenerator) {
    for _ in spins.indices {
      let site = Int.random(in: spins.indices, using: &generator)
      let (row, column) = (site / size, site % size)
      let neighbours =
        spins[row * size + (column + 1) % size] + spins[row * size + (column + size - 1) % size]
        + spins[(row + 1) % size * size + column] + spins[(row + size - 1) % size * size + column]
      let cost = Double((countsBondsTwice ? 4 : 2) * spins[site] * neighbours)
      if Double.random(in: 0..<1, using: &generator) < exp(-cost / temperature) {
        spins[site] = -spins[site]
      }
    }
  }
}

/// The same sampler as a model, which can be drawn from for any ensemble it knows.
extension Metropolis: GenerativeModel {
  var name: String { "Metropolis, \(size) × \(size)" }

  func samples(
    of ensemble: Ensemble, count: Int, using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    var chain = self
    var samples = SampleSet(lattice: ensemble.lattice, capacity: count)
    for _ in 0..<100 { chain.sweep(using: &generator) }
    for _ in 0..<count {
      for _ in 0..<5 { chain.sweep(using: &generator) }
      samples.append(spins: chain.spins)
    }
    return samples
  }
}
