import ArgumentParser
import Benchmarks
import Console
import Reporting
import Storage

/// `steelyard benchmark [SUBJECT…]`
struct BenchmarkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Measures the speed of the engines, each beside its yardstick.",
    usage: "steelyard benchmark [<subject> ...] [--json]",
    discussion: """
      Times are those of the processor, on all cores together, and the best of several runs. They \
      mean something for a release build. Subjects:

      \(subjectLines)
      """)

  @Argument(help: "What to measure (default: all that do not have to be named).")
  var subject: [String] = []

  @Flag(help: "Print one JSON document.")
  var json = false

  func validate() throws {
    let known = allBenchmarks.map(\.identifier)
    if let unknown = subject.first(where: { !known.contains($0) }) {
      throw ValidationError(
        "'\(unknown)' is not a subject; wanted one of \(known.joined(separator: ", ")).")
    }
  }

  func run() async throws {
    try await reportingErrors {
      let results = try selection.flatMap { benchmark in
        Terminal.showProgress("measuring \(benchmark.identifier) …")
        return try benchmark.results()
      }
      Terminal.showProgress(nil)
      try StandardOutput.write(
        json
          ? try JSONText.indented(BenchmarkDocument(results))
          : BenchmarkDocument(results).text)
    }
  }

  private var selection: [any Benchmark] {
    subject.isEmpty
      ? allBenchmarks.filter { !$0.isOnRequest }
      : allBenchmarks.filter { subject.contains($0.identifier) }
  }

  private static var subjectLines: String {
    NamedList(allBenchmarks.map { ($0.identifier, $0.summary) }).text
  }
}
