import Foundation
import Randomness
import SpinSystems
import Testing

@Suite struct `A reversible walk` {
  @Test(arguments: [nil, 0, -2] as [Int?])
  func `reaches configurations as often as they weigh`(totalSpin: Int?) throws {
    let ensemble: Ensemble =
      if let totalSpin {
        try .fixedMagnetization(size: 2, temperature: 4, totalSpin: totalSpin)
      } else {
        try .canonical(size: 2, temperature: 4)
      }
    let count = 40_000
    let up = totalSpin.map { (4 + $0) / 2 } ?? 2
    var start = SampleSet(lattice: ensemble.lattice)
    start.append(packed: [UInt64](repeating: (1 << UInt64(up)) - 1, count: count))
    var generator = RandomStreams(seed: 41).stream("walk", for: ensemble)
    // At L = 2 and T = 4 a dozen sweeps forget the start to e^-12 or better.
    let end = ReversibleWalk(ensemble).walked(start, sweeps: 24, using: &generator)
    let energies = Observables(end, largestDistance: 1).energies
    var seen: [UInt64: (count: Double, energy: Int32)] = [:]
    for (word, energy) in zip(end.words, energies) {
      seen[word, default: (0, energy)].count += 1
      if let totalSpin { #expect(2 * word.nonzeroBitCount - 4 == totalSpin) }
    }
    #expect(seen.count == (totalSpin == nil ? 16 : totalSpin == 0 ? 6 : 4))
    let partition = seen.values.reduce(0) { $0 + exp(-Double($1.energy) / 4) }
    for (word, state) in seen {
      let probability = exp(-Double(state.energy) / 4) / partition
      // Binomial; five standard errors for some 26 states.
      let error = (probability * (1 - probability) * Double(count)).squareRoot()
      #expect(abs(state.count - probability * Double(count)) < 5 * error, "\(word)")
    }
  }

  @Test func `of no sweeps stays where it is`() throws {
    let ensemble = try Ensemble.canonical(size: 9, temperature: 2)
    let samples = SampleSet.random(size: 9, count: 7, seed: 42)
    var generator = RandomStreams(seed: 42).stream("walk")
    let walked = ReversibleWalk(ensemble).walked(samples, sweeps: 0, using: &generator)
    #expect(walked.words == samples.words)
  }
}
