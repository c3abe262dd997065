import Foundation
import Suites
import Testing

@Suite struct `assess by a suite` {
  private func draw(in folder: Workspace) async throws {
    let drawn = try await SteelyardProcess.run(
      ["sample", "--size", "4", "--temperature", "2", "--count", "2000", "--output", "a.npy"],
      in: folder)
    try #require(drawn.status == 0, "\(drawn.standardError)")
  }

  private func write(_ text: String, to name: String, in folder: Workspace) throws {
    try text.write(toFile: folder.path(name), atomically: true, encoding: .utf8)
  }

  @Test func `does what its options would do, and what stands beside it decides`() async throws {
    try await Workspace.with { folder in
      try await draw(in: folder)
      let text = """
        files = ["a.npy"]
        temperature = 2
        seed = 7
        without = ["translation-symmetry"]
        [tolerance]
        mean-energy = 0.1
        """
      try write(text, to: "suite.toml", in: folder)
      let bySuite = try await SteelyardProcess.run(
        ["assess", "--suite", "suite.toml", "--output", "one"], in: folder)
      let byOptions = try await SteelyardProcess.run(
        ["assess", "a.npy", "--temperature", "2", "--seed", "7", "--output", "two"]
          + ["--without", "translation-symmetry", "--tolerance", "mean-energy=0.1"], in: folder)
      #expect(bySuite.status == byOptions.status)
      #expect(bySuite.standardOutput.contains("Checks that were left out: translation-symmetry."))
      #expect(try folder.bytes(of: "one/report.json") == folder.bytes(of: "two/report.json"))
      let other = try await SteelyardProcess.run(
        ["assess", "--suite=suite.toml", "--temperature", "3", "--json", "--output", "three"],
        in: folder)
      #expect(other.status == 1)
      let ensemble = try other.jsonObject()["ensemble"] as? [String: Any]
      #expect(ensemble?["temperature"] as? Double == 3)
    }
  }

  @Test(arguments: [
    ("seed = 1\ntemperature = \"soon\"", "bad.toml: line 2: The value 'soon' is invalid"),
    ("temperatur = 1", "bad.toml: line 1: found the key 'temperatur'"),
    ("without = [\"mean-energi\"]", "found no check 'mean-energi'; wanted perhaps mean-energy"),
    ("[tolerance]\nmean-energy = -1", "bad.toml: line 2: The value 'mean-energy=-1' is invalid"),
    ("seed = 1\ncount = 3", "bad.toml: line 2: --count goes with --generator"),
    ("seed = 1\ntemperatures = [1, 2]", "bad.toml: line 2: --temperatures goes with"),
    ("tau = 3\nindependent = true", "bad.toml: line"),
  ])
  func `names the line of the suite that is wrong`(text: String, part: String) async throws {
    try await Workspace.with { folder in
      try await draw(in: folder)
      try write(text, to: "bad.toml", in: folder)
      let outcome = try await SteelyardProcess.run(
        ["assess", "a.npy", "--suite", "bad.toml"], in: folder)
      outcome.expectOneLineOfError(saying: [part])
    }
  }

  @Test func `names no line where the error stands beside the suite`() async throws {
    try await Workspace.with { folder in
      try write("temperature = 2", to: "good.toml", in: folder)
      for (options, part) in [
        (["--temperature", "soon"], "The value 'soon' is invalid"),
        (["--suite", "good.toml"], "found a second suite"),
      ] {
        let outcome = try await SteelyardProcess.run(
          ["assess", "a.npy", "--suite", "good.toml"] + options, in: folder)
        #expect(outcome.status == 64 || outcome.status == 65)
        #expect(outcome.standardError.contains(part), "\(outcome.standardError)")
        #expect(!outcome.standardError.contains("line"), "\(outcome.standardError)")
      }
    }
  }

  @Test func `begins with a file that is never overwritten`() async throws {
    try await Workspace.with { folder in
      let first = try await SteelyardProcess.run(["suite", "init", "s.toml"], in: folder)
      #expect(first.status == 0)
      let bytes = try folder.bytes(of: "s.toml")
      let second = try await SteelyardProcess.run(["suite", "init", "s.toml"], in: folder)
      second.expectOneLineOfError(saying: ["s.toml: found a file that is there already"])
      #expect(try folder.bytes(of: "s.toml") == bytes)
    }
  }

  @Test func `may say whatever has an option`() async throws {
    try await Workspace.with { folder in
      let help = try await SteelyardProcess.run(["assess", "--help"], in: folder)
      for key in allSuiteKeys where key.name != "files" {
        #expect(help.standardOutput.contains("--\(key.name)"), "\(key.name)")
      }
    }
  }

  @Test func `with one check only asks that`() async throws {
    try await Workspace.with { folder in
      try await draw(in: folder)
      let outcome = try await SteelyardProcess.run(
        ["assess", "a.npy", "--temperature", "2", "--only", "mean-energy", "--json"], in: folder)
      let findings = try outcome.jsonObject()["findings"] as? [[String: Any]]
      #expect(findings?.map { $0["check"] as? String } == ["mean-energy"])
      let none = try await SteelyardProcess.run(
        ["assess", "a.npy", "--temperature", "2", "--only", "mean-energy"]
          + ["--without", "mean-energy"], in: folder)
      #expect(none.status == 64)
    }
  }
}
