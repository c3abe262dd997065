import ExactIsing
import Foundation
import Programs
import Randomness
import SpinSystems
import Testing
import UpdateRules

@Suite struct `A program as an update rule` {
  private func samples() throws -> SampleSet {
    var generator = RandomStreams(seed: 92).stream("programs")
    return try PerfectSampler(.canonical(size: 4, temperature: 2)).sample(
      count: 50, using: &generator)
  }

  @Test(arguments: ["cp {input} {output}", "cat", "cat {input}", "cat > {output}; echo done"])
  func `gets files or streams`(command: String) async throws {
    let samples = try samples()
    let moved = try await CommandRule(command).applied(to: samples, seed: 1)
    #expect(moved.words == samples.words)
  }

  @Test func `is told the seed, below 2³¹`() async throws {
    let rule = CommandRule("echo {seed} >&2; exit 7")
    // Where there is no seed, more than one application may repeat the random numbers.
    #expect(rule.remarks(applications: 4) == [])
    #expect(CommandRule("cat").remarks(applications: 4).count == 1)
    #expect(CommandRule("cat").remarks(applications: 1) == [])
    await #expect {
      _ = try await rule.applied(to: try samples(), seed: .max)
    } throws: {
      ($0 as? ProgramError)?.description.hasSuffix("ended with status 7; it said: 2147483647")
        ?? false
    }
  }

  @Test(arguments: [
    ("exit 1", "ended with status 1"),
    ("kill -9 $$", "killed by signal 9"),
    ("true", "what it wrote: found an empty file"),
    ("true {output}", "ended without writing {output}"),
    ("head -c 200 {input} > {output}", "missing"),
    ("echo hello > {output}", "what it wrote"),
    ("yes warning | head -n 1000000 >&2; echo the end >&2; exit 2", "it said: the end"),
  ])
  func `that goes wrong is one clear line`(command: String, part: String) async throws {
    await #expect {
      _ = try await CommandRule(command).applied(to: try samples(), seed: 1)
    } throws: { error in
      guard let error = error as? ProgramError else { return false }
      return error.description.hasPrefix(command) && error.description.contains(part)
    }
  }

  @Test func `that hangs is stopped with all that it started`() async throws {
    let marker = "steelyard-test-\(UUID().uuidString)"
    let rule = CommandRule(
      "sh -c 'sleep 60; : \(marker)' & sleep 60", timeLimit: .milliseconds(500))
    await #expect {
      _ = try await rule.applied(to: try samples(), seed: 1)
    } throws: {
      ($0 as? ProgramError) == .timeLimitExceeded(rule.command, .milliseconds(500))
    }
    // Only the program itself is waited for; what it started was killed with it and is gone a moment later.
    func isAlive() throws -> Bool {
      try FileManager.default.contentsOfDirectory(atPath: "/proc").contains {
        let words = try? String(contentsOfFile: "/proc/\($0)/cmdline", encoding: .utf8)
        return words?.contains(marker) == true
      }
    }
    for _ in 0..<100 where try isAlive() { try await Task.sleep(for: .milliseconds(20)) }
    #expect(try !isAlive())
  }
}
