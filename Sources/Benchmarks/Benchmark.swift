/// A measurement of an engine's speed, beside a yardstick that is measured in the same run.
///
/// A new subject is one file with a conforming type and one line in `allBenchmarks`. Figures of
/// different machines, or of different days, say little; the ratio to the yardstick says more.
public protocol Benchmark: Sendable {
  /// A short identifier in kebab case, unique in the list.
  var identifier: String { get }
  /// One line that says what is measured and what it is held against.
  var summary: String { get }
  /// Whether it runs only where it is asked for by name.
  var isOnRequest: Bool { get }
  /// Measures.
  func results() throws -> [BenchmarkResult]
}

extension Benchmark {
  /// Whether it runs only when it is named, because it takes long.
  public var isOnRequest: Bool { false }
}

/// The benchmarks of `steelyard benchmark`, in the order in which they are run and listed.
///
/// A new benchmark is one file with its type and one line here.
public let allBenchmarks: [any Benchmark] = [
  ObservablesBenchmark(),
  SpectrumBenchmark(),
  LargestSpectrumBenchmark(),
  PerfectSamplesBenchmark(),
  MonteCarloBenchmark(),
  ClassifierBenchmark(),
  BoltzmannMachineBenchmark(),
  CollapseBenchmark(),
]
