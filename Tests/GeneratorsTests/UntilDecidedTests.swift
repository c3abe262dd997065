import ExactIsing
import Faults
import Foundation
import Generators
import Programs
import Randomness
import References
import SpinSystems
import Statistics
import Studies
import Testing

@Suite struct `Draws until it is decided` {
  /// A fault of P(H) and how much of it.
  struct Planted: Sendable, CustomTestStringConvertible {
    var fault: any Fault
    var amount: Double
    var testDescription: String { "\(fault.identifier) \(amount)" }
  }

  static let planted: [Planted] = [
    .init(fault: WrongTemperature(), amount: 0.02),
    .init(fault: WrongTemperature(), amount: 0.05),
    .init(fault: WrongTemperature(), amount: 0.2),
    .init(fault: FlippedSpins(), amount: 0.01),
    .init(fault: IndependentSites(), amount: 0.05),
    .init(fault: IndependentSites(), amount: 0.2),
    .init(fault: NoBurnIn(), amount: 0.1),
    .init(fault: UnequalCouplings(), amount: 0.5),
  ]

  /// The draws that a martingale of half the rate needs, in the median, are at most 2 ln(1/α)/KL(q ‖ p).
  @Test(arguments: planted)
  func `find a fault of P(H) in about as few as its distance allows`(planted: Planted) throws {
    let ensemble = try Ensemble.canonical(size: 8, temperature: 2.5)
    guard case .exact(let law) = try Reference.exact(ensemble).energy else { return }
    let exact = Array(zip(law.levels, law.probabilities))
    let streams = RandomStreams(seed: 8)
    var generator = streams.stream("fault", for: ensemble)
    let many = try planted.fault.samples(
      of: ensemble, count: 40_000, amount: planted.amount, using: &generator)
    let counts = Dictionary(
      grouping: Observables(many, range: 0..<many.count, largestDistance: 1).energies
    ) { Int($0) }
    .mapValues { Double($0.count) }
    let probability = Dictionary(uniqueKeysWithValues: exact)
    // Plug-in, less its bias.
    let divergence =
      counts.reduce(0) { sum, level in
        let share = level.value / 40_000
        return sum + share * log(share / probability[level.key]!)
      } - Double(counts.count - 1) / 80_000
    let levels = exact.filter { $0.1 > 0 }.sorted { $0.0 < $1.0 }
    let places = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1.0, $0) })
    let bound = 2 * log(1000) / divergence
    let draws = try (0..<101).map { stream -> Double in
      var generator = streams.stream("stream", for: ensemble, block: stream)
      var martingale = MixtureMartingale(
        levels: levels.map { Double($0.0) }, probabilities: levels.map(\.1),
        temperature: ensemble.temperature)
      while Double(martingale.count) < 3 * bound {
        let samples = try planted.fault.samples(
          of: ensemble, count: max(100, Int(bound / 4)), amount: planted.amount, using: &generator)
        for energy in Observables(samples, range: 0..<samples.count, largestDistance: 1).energies {
          martingale.observe(places[Int(energy)])
          if martingale.pValue <= 0.0005 { return Double(martingale.count) }
        }
      }
      return .infinity
    }.sorted()
    #expect(draws[50] <= bound, "KL \(divergence)")
  }

  /// A program that copies the next draws of a file of perfect samples, or of others.
  private func generator(of temperature: Double, claiming: Ensemble) throws -> (Generator, String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "until-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let ensemble = try Ensemble.canonical(
      size: claiming.lattice.size, temperature: temperature)
    // Each call takes the samples that begin where the last ended.
    let script = """
      f=\(folder); k=$(cat $f/k 2>/dev/null || echo 0); echo $((k + {n})) > $f/k; : {seed}; \
      tail -n +$((k + 1)) $f/all.txt | head -n {n}
      """
    var stream = RandomStreams(seed: 15).stream("file", for: ensemble)
    let samples = try PerfectSampler(ensemble).sample(count: 30_000, using: &stream)
    let lines = (0..<samples.count).map { index in
      samples.spins(of: index).map { "\($0)" }.joined(separator: " ")
    }
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: folder + "/all.txt", atomically: false, encoding: .utf8)
    return (try Generator(script, usesShell: true), folder)
  }

  @Test(arguments: [(2.5, true), (2.7, false)])
  func `end in a pass or in a proof`(temperature: Double, isRight: Bool) async throws {
    let ensemble = try Ensemble.canonical(size: 4, temperature: 2.5)
    let (generator, folder) = try generator(of: temperature, claiming: ensemble)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let search = try UntilDecided(generator, for: AssessmentRequest(), most: 30_000)
    let outcome = try await search.outcome(of: ensemble)
    let counts = outcome.looks.map(\.count)
    #expect(zip(counts, counts.dropFirst()).allSatisfy { $1 == 2 * $0 })
    #expect(outcome.report.verdict == (isRight ? .pass : .fail))
    #expect(outcome.report.sampleCount == counts.last)
    let isFollowed = outcome.report.findings.contains { $0.check == "energy-sequence" }
    #expect(isFollowed == (outcome.decisiveDraw != nil))
    #expect((outcome.decisiveDraw ?? 0) <= outcome.report.sampleCount)
  }

  @Test func `need a program that is told how many and by which seed`() throws {
    for command in ["draw", "draw {n}", "draw {seed}"] {
      #expect(throws: ProgramError.self) {
        try UntilDecided(Generator(command), for: AssessmentRequest(), most: 1000)
      }
    }
  }
}
