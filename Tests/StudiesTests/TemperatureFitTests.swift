import ExactIsing
import Randomness
import SpinSystems
import Studies
import Testing

@Suite("A fitted temperature")
struct TemperatureFitTests {
  @Test("is off by its own error", arguments: [0, nil] as [Int?])
  func pulls(totalSpin: Int?) throws {
    let ensemble = try Ensemble(size: 8, temperature: 2.4, totalSpin: totalSpin)
    let sampler = try PerfectSampler(ensemble)
    var generator = RandomStreams(seed: 11).stream("temperature fit", for: ensemble)
    let pulls = try (0..<60).map { _ -> Double in
      let fit = try TemperatureFit(
        sampler.sample(count: 500, using: &generator), totalSpin: totalSpin)
      return (fit.temperature - 2.4) / fit.standardError
    }
    let mean = pulls.reduce(0, +) / 60
    let square = pulls.reduce(0) { $0 + $1 * $1 } / 60
    // Four standard errors: 1/√60 and √(2/60).
    #expect(abs(mean) < 4 / 60.0.squareRoot())
    #expect(abs(square - 1) < 4 * (2.0 / 60).squareRoot())
  }

  @Test("is refused where no temperature has such a mean energy")
  func refused() throws {
    var samples = SampleSet(lattice: SquareLattice(size: 4))
    samples.append(spins: (0..<16).map { ($0 / 4 + $0 % 4) % 2 == 0 ? 1 : -1 })
    #expect(throws: TemperatureFitError.self) {
      _ = try TemperatureFit(samples, totalSpin: 0)
    }
  }
}
