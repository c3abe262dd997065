import MonteCarlo
import SpinSystems

/// Attempted exchanges and independent configurations of the 512-lane exchange, beside textbook Kawasaki.
struct MonteCarloBenchmark: Benchmark {
  let identifier = "monte-carlo"
  let summary = "exchange at fixed ΣS, L = 12 and 50, beside textbook Kawasaki"

  func results() throws -> [BenchmarkResult] {
    try SamplingSpeedRow.points.flatMap { size, temperature in
      let row = try SamplingSpeedRow(size: size, temperature: temperature, seed: 1)
      let place =
        "L = \(size), ΣS = 0, T = "
        + (temperature == Ensemble.criticalTemperature ? "T_c" : "\(temperature)")
      var results = [
        BenchmarkResult(
          subject: identifier, work: "attempted exchanges, \(place)",
          value: row.exchange.attemptsPerNanosecond, unit: .attemptsPerNanosecond,
          yardstick: row.yardstick.attemptsPerNanosecond, yardstickName: "textbook Kawasaki")
      ]
      if let independent = row.exchange.independentPerSecond {
        results.append(
          BenchmarkResult(
            subject: identifier, work: "independent configurations, \(place)",
            value: independent, unit: .configurationsPerSecond,
            yardstick: row.yardstick.independentPerSecond, yardstickName: "textbook Kawasaki"))
      }
      return results
    }
  }
}
