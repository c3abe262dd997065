import ExactIsing

/// The complete g(E, M), beside the plain transfer matrix around the torus.
struct SpectrumBenchmark: Benchmark {
  let identifier = "exact"
  let summary = "g(E, M), L = 8 and 10, beside the plain transfer matrix"

  func results() throws -> [BenchmarkResult] {
    try [(8, 5), (10, 1)].map { size, runs in
      let ours = try ProcessorTime.best(ofRuns: runs) { try SpectrumComputation(size: size).run() }
      let plain = try ProcessorTime.best(ofRuns: 1) {
        try PlainSpectrumComputation(size: size).run()
      }
      let agree = plain.result.allSatisfy { cell, count in
        "\(ours.result[energy: cell.energy, totalSpin: cell.totalSpin])" == "\(count)"
      }
      precondition(agree && plain.result.count == ours.result.count, "the two disagree")
      return BenchmarkResult(
        subject: identifier, work: "g(E, M), L = \(size)", value: ours.seconds, unit: .seconds,
        yardstick: plain.seconds, yardstickName: "the plain transfer matrix")
    }
  }
}

/// The same at L = 12, where coefficients of the plain transfer matrix exceed 128 bits.
struct LargestSpectrumBenchmark: Benchmark {
  let identifier = "exact-12"
  let summary = "g(E, M), L = 12; takes a minute, so only where named"
  let isOnRequest = true

  func results() throws -> [BenchmarkResult] {
    let ours = try ProcessorTime.best(ofRuns: 1) { try SpectrumComputation(size: 12).run() }
    return [
      BenchmarkResult(
        subject: identifier, work: "g(E, M), L = 12", value: ours.seconds, unit: .seconds)
    ]
  }
}
