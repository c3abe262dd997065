import Randomness
import SpinSystems

/// Energy, magnetization and correlations of random configurations, beside a loop over the sites.
struct ObservablesBenchmark: Benchmark {
  let identifier = "observables"
  let summary = "E, M, C(r) of configurations, beside a loop over the sites"

  private let size = 12
  private let count = 100_000

  func results() -> [BenchmarkResult] {
    let lattice = SquareLattice(size: size)
    var generator = RandomStreams(seed: 1).stream("benchmark: observables")
    let samples = SampleSet(randomOn: lattice, count: count, using: &generator)
    // The bits are packed when a file is read; the loop starts from bytes, as NumPy does.
    let spins = (0..<count).flatMap { samples.spins(of: $0).map(Int8.init) }
    let ours = ProcessorTime.best(ofRuns: 20) { () -> [[Int32]] in
      let observables = Observables(samples)
      return [observables.energies, observables.totalSpins]
        + (1...observables.largestDistance).map { observables.correlationSums(at: $0) }
    }
    let plain = ProcessorTime.best(ofRuns: 3) { PlainObservables(spins, lattice: lattice) }
    precondition(
      ours.result == [plain.result.energies, plain.result.totalSpins]
        + plain.result.correlationSums, "the two disagree")
    return [
      BenchmarkResult(
        subject: identifier, work: "E, M and C(1) … C(6) of 100,000 configurations, L = 12",
        value: 1e3 * ours.seconds, unit: .milliseconds, yardstick: 1e3 * plain.seconds,
        yardstickName: "a loop over the sites")
    ]
  }
}
