import ExactIsing
import MonteCarlo
import Randomness
import SpinSystems
import Statistics

/// Independent configurations at the critical temperature, beside a Markov chain's.
struct PerfectSamplesBenchmark: Benchmark {
  let identifier = "perfect"
  let summary = "perfect samples, L = 8 and 12, beside a Markov chain"

  func results() throws -> [BenchmarkResult] {
    try [(8, 1_000_000), (12, 100_000)].map { size, count in
      let ensemble = try Ensemble.fixedMagnetization(
        size: size, temperature: Ensemble.criticalTemperature, totalSpin: 0)
      var generator = RandomStreams(seed: 1).stream("benchmark: perfect", for: ensemble)
      let ours = try ProcessorTime.best(ofRuns: 2) {
        try PerfectSampler(ensemble).sample(count: count, using: &generator)
      }
      // A chain that starts in equilibrium needs no burn-in.
      var chain = TextbookKawasaki(ensemble, start: .random, stream: generator)
      chain.setConfigurations(ours.result.prefix(1))
      let sweepCount = 50_000
      let plain = ProcessorTime.best(ofRuns: 2) {
        (0..<sweepCount).map { _ in
          chain.sweep(1)
          return Observables(chain.configurations, largestDistance: 1).energies[0]
        }
      }
      let time = integratedAutocorrelationTime(plain.result).integratedTime
      return BenchmarkResult(
        subject: identifier, work: "perfect samples, L = \(size), ΣS = 0, T_c, all in",
        value: Double(count) / ours.seconds, unit: .configurationsPerSecond,
        yardstick: Double(sweepCount) / (2 * time) / plain.seconds,
        yardstickName: "n_eff of H in a Kawasaki chain")
    }
  }
}
