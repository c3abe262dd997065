import DataFiles
import ExactIsing
import Foundation
import Generators
import Programs
import Randomness
import SpinSystems
import Studies
import TemporaryFolders
import Testing

@Suite struct `A program that draws` {
  private let ensemble: Ensemble
  private let folder: TemporaryFolder
  /// A file of perfect samples that stands for what a program would have drawn.
  private let drawn: String

  init() throws {
    ensemble = try .fixedMagnetization(size: 4, temperature: 2.5, totalSpin: 2)
    folder = try TemporaryFolder()
    drawn = folder.path("drawn.npy")
    var generator = RandomStreams(seed: 3).stream("drawn")
    let samples = try PerfectSampler(ensemble).sample(count: 60, using: &generator)
    try SampleFile.writeNPY(samples, to: drawn)
  }

  private func error(of generator: Generator, count: Int = 60) async throws -> String {
    let error = await #expect(throws: ProgramError.self) {
      _ = try await generator.draw(count, of: self.ensemble, seed: 5)
    }
    return "\(try #require(error))"
  }

  @Test(arguments: [false, true])
  func `is told what it asks for`(usesShell: Bool) async throws {
    let places = "{count} {n} {temperature} {T} {beta} {total_spin} {S} {size} {L} {seed}"
    let note = folder.path("note")
    let command =
      usesShell
      ? "echo \(places) > \(note); cp \(drawn) {output}"
      : "sh -c 'echo \(places) > \"$0\"; cp \"$1\" {output}' \(note) \(drawn)"
    let loaded = try await Generator(command, usesShell: usesShell).draw(60, of: ensemble, seed: 7)
    #expect(loaded.samples.count == 60)
    let told = try String(contentsOfFile: note, encoding: .utf8)
    #expect(told == "60 60 2.5 2.5 0.4 2 2 4 4 7\n")
  }

  @Test(arguments: ["cat FILE", "cp FILE {output}", "cp FILE {output}.npy", "cp FILE {output}.npz"])
  func `writes to a file, or to standard output`(command: String) async throws {
    let generator = try Generator(command.replacingOccurrences(of: "FILE", with: drawn))
    #expect(try await generator.draw(60, of: ensemble, seed: 1).samples.count == 60)
  }

  @Test(arguments: [
    ("cat FILE | cat", "found | outside of quotes"),
    ("cat 'FILE", "without its end"),
    ("", "found no program"),
    ("draw --T {temprature}", "found {temprature}; wanted {temperature}"),
    ("draw --n {counts}", "wanted {count}"),
  ])
  func `that cannot be understood is refused before anything is run`(
    command: String, part: String
  ) throws {
    let error = #expect(throws: ProgramError.self) { try Generator(command) }
    #expect(error.map { "\($0)".contains(part) } == true, "\(String(describing: error))")
  }

  @Test func `may have braces of its own`() throws {
    _ = try Generator("awk '{print}' {output}")
    _ = try Generator("python3 -c 'print({1: 2}, {x})'")
  }

  @Test(arguments: [
    ("false", "ended with status 1"),
    ("no-such-program-of-ours", "no such program was found"),
    ("sh -c 'echo first >&2; echo the last >&2; exit 3'", "ended with status 3; it said: the last"),
    ("true {output}", "ended without writing {output}"),
    ("sh -c 'cp FILE {output}.a; cp FILE {output}.b'", "wrote output.npy.a, output.npy.b"),
    ("head -c 300 FILE", "missing"),
    ("sh -c 'cat FILE; echo {n}'", "what it wrote"),
    ("sleep 30", "took longer than"),
    (
      "sh -c 'yes | head -n 2000000 >&2; exit 1'",
      "ended with status 1; it said: y"
    ),
  ])
  func `that goes wrong is one clear line`(command: String, part: String) async throws {
    let generator = try Generator(
      command.replacingOccurrences(of: "FILE", with: drawn),
      timeLimit: .seconds(command.hasPrefix("sleep") ? 1 : 600))
    let text = try await error(of: generator)
    #expect(text.contains(part), "\(text)")
    #expect(!text.contains("\n"))
  }

  @Test func `draws as many as it is told, where it is told`() async throws {
    let told = try Generator("sh -c 'cat \"$0\"; : {n}' \(drawn)")
    #expect(try await error(of: told, count: 50).contains("wrote 60 configurations; wanted the 50"))
    let untold = try Generator("cat \(drawn)")
    #expect(try await untold.draw(50, of: ensemble, seed: 1).samples.count == 60)
  }

  @Test func `draws of the lattice that was asked for`() async throws {
    let other = try Ensemble(size: 6, temperature: 2, totalSpin: nil)
    let generator = try Generator("cat \(drawn)")
    await #expect {
      _ = try await generator.draw(60, of: other, seed: 1)
    } throws: {
      ($0 as? ProgramError) == .size("cat \(drawn)", found: 4, wanted: 6)
    }
  }

  @Test func `has no ΣS to be told where that is free`() async throws {
    let free = try Ensemble.canonical(size: 4, temperature: 2)
    let generator = try Generator("echo {S}")
    let error = await #expect(throws: ProgramError.self) {
      _ = try await generator.draw(60, of: free, seed: 1)
    }
    #expect(error.map { "\($0)".contains("ΣS is free") } == true)
  }

  @Test func `gets another seed for each temperature and call`() throws {
    let other = try Ensemble(size: 4, temperature: 2.6, totalSpin: 2)
    let seeds = [
      Generator.seed(for: ensemble, call: 0, of: 1), Generator.seed(for: ensemble, call: 1, of: 1),
      Generator.seed(for: other, call: 0, of: 1), Generator.seed(for: ensemble, call: 0, of: 2),
    ]
    #expect(Set(seeds).count == 4)
    #expect(seeds.allSatisfy { $0 < 1 << 31 })
  }

  @Test(arguments: [true, false])
  func `is held to its claim that one seed gives one result`(isTrue: Bool) async throws {
    // The second call finds what the first left.
    let mark = folder.path("mark")
    let generator = try Generator(
      isTrue
        ? "cat \(drawn)"
        : "sh -c 'if [ -e \(mark) ]; then cat \(folder.path("second.npy")); else touch \(mark); cat \(drawn); fi'"
    )
    var stream = RandomStreams(seed: 4).stream("second")
    try SampleFile.writeNPY(
      try PerfectSampler(ensemble).sample(count: 60, using: &stream), to: folder.path("second.npy"))
    var request = AssessmentRequest()
    request.totalSpin = 2
    let sittings = try generator.sittings(
      60, size: 4, at: [2.5], for: request, claimsDeterminism: true)
    let report = try await onOwnThread { [request] in
      try SeriesAssessment(request, of: "a program").report(on: sittings)
    }
    let finding = report.points[0].report.findings.first { $0.check == "determinism" }
    #expect(finding?.isProvedDifferent == !isTrue)
    #expect(finding?.verdict == (isTrue ? .pass : .fail))
  }
}
