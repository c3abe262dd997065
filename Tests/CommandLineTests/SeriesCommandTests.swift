import Foundation
import Testing

@Suite struct `assess of several temperatures` {
  @Test func `judges them as one and writes a report for each`() async throws {
    try await Workspace.with { folder in
      let draw =
        "steelyard sample --size 4 --temperature {T} --count {n} --seed {seed} --output {output}"
      let outcome = try await SteelyardProcess.run(
        [
          "assess", "--generator", draw, "--size", "4", "--temperatures", "2:3:0.5", "--count",
          "3000", "--json", "--output", folder.path("r"),
        ], in: folder)
      #expect([0, 3].contains(outcome.status), "\(outcome.standardError)")
      let document = try JSONSerialization.jsonObject(with: Data(outcome.standardOutput.utf8))
      let series = try #require(document as? [String: Any])
      #expect(series["kind"] as? String == "series")
      #expect((series["reports"] as? [[String: Any]])?.count == 3)
      #expect((series["expected"] as? [[String: Any]])?.count == 3)
      for name in [
        "report.html", "report.md", "report.json", "T=2.5/report.html", "T=3.0/junit.xml",
        "junit.xml",
      ] {
        #expect(FileManager.default.fileExists(atPath: folder.path("r/" + name)), "\(name)")
      }
      func text(_ name: String) throws -> String {
        String(decoding: try folder.bytes(of: "r/" + name), as: UTF8.self)
      }
      // A test suite for each temperature, and a way to the page of each.
      #expect(try text("junit.xml").split(separator: "<testsuite name=").count == 4)
      #expect(try text("report.html").contains("<a href=\"T=2.5/report.html\">T = 2.5</a>"))
      #expect(try text("report.md").contains("](T=3.0/report.md)"))
    }
  }

  @Test func `reads FILE@T and fails by the worst`() async throws {
    try await Workspace.with { folder in
      let outcome = try await SteelyardProcess.run(
        ["assess", "\(perfectSamples)@1", "\(machineSamples)@1", "--total-spin", "0"]
          + ["--format", "none"], in: folder)
      #expect(outcome.status == 1)
      #expect(outcome.standardOutput.contains("1 temperature, L = 8, ΣS = 0 fixed"))
    }
  }

  @Test(arguments: [
    (["--temperature", "1"], "Samples come from files or from --generator"),
    (["x.npy", "--generator", "y", "--temperature", "1"], "Samples come from files"),
    (["--generator", "y", "--temperature", "1"], "--generator needs --size"),
    (["--generator", "y", "--size", "4"], "--generator needs --temperature"),
    (["--generator", "y", "--size", "4", "--temperature", "fit"], "--generator needs --temp"),
    (["x.npy", "--temperatures", "1,2"], "--temperatures goes with --generator"),
    (["x.npy@1", "--count", "100"], "--count goes with --generator"),
    (["x.npy@1", "--time-limit", "100"], "--time-limit goes with --generator"),
    (["x.npy@1", "--max", "100"], "--max goes with --until-decided"),
    (["x.npy", "--temperature-array", "T", "--temperature", "1"], "One option says"),
    (["x.npy", "--temperature-array", "T", "--inverse-temperature-array", "b"], "Labels are"),
    (["x.npy@1", "--write-baseline", "b.json"], "go with one temperature"),
    (
      ["--generator", "y {n} {seed}", "--size", "4", "--temperature", "1", "--until-decided"]
        + ["--write-baseline", "b.json"], "goes without baselines"
    ),
    (["x.npy@1", "--label", "v1"], "--label goes with --history"),
  ])
  func `refuses what does not go together`(options: [String], part: String) async throws {
    try await Workspace.with { folder in
      let outcome = try await SteelyardProcess.run(["assess"] + options, in: folder)
      #expect(outcome.status == 64)
      #expect(outcome.standardError.contains(part), "\(outcome.standardError)")
    }
  }
}

@Suite struct `A program at several temperatures` {
  @Test func `that fails at one of them is said to fail there`() async throws {
    try await Workspace.with { folder in
      let outcome = try await SteelyardProcess.shell(
        "steelyard assess --generator 'test {T} = 2.0 && exit 1; steelyard sample --size {L} --temperature {T} "
          + "--count {n} --output {output}' --shell --size 4 --count 100 --temperatures 1,2 --output out",
        in: folder)
      outcome.expectOneLineOfError(saying: ["at T = 2.0: ", "ended with status 1"])
      #expect(!FileManager.default.fileExists(atPath: folder.path("out")))
    }
  }
}

@Suite struct `A tolerance of one's own` {
  private let draw = ["sample", "--size", "8", "--temperature", "1", "--total-spin", "0"]

  @Test func `lets a law that is not broken pass with the samples that there are`() async throws {
    try await Workspace.with { folder in
      _ = try await SteelyardProcess.run(
        draw + ["--count", "2000", "--output", folder.path("x.npy")], in: folder)
      let assess = ["assess", folder.path("x.npy"), "--format", "none"] + claim
      let plain = try await SteelyardProcess.run(assess, in: folder)
      #expect(plain.standardOutput.contains("? inconclusive  Conserved"))
      let chosen = try await SteelyardProcess.run(
        assess + ["--tolerance", "magnetization-conservation=0.002"], in: folder)
      #expect(chosen.standardOutput.contains(#/✔ pass +Conserved/#))
      #expect(chosen.standardOutput.contains("--tolerance=magnetization-conservation=0.002"))
    }
  }

  @Test(arguments: [
    ("mean-enrgy=0.01", "perhaps mean-energy"), ("mean-energy=0", "x above 0"),
    ("mean-energy", "CHECK=x"), ("=1", "no check ''"),
  ])
  func `must name a check and a number`(choice: String, part: String) async throws {
    try await Workspace.with { folder in
      let outcome = try await SteelyardProcess.run(
        ["assess", "x.npy", "--temperature", "1", "--tolerance", choice], in: folder)
      #expect(outcome.status == 64)
      #expect(outcome.standardError.contains(part), "\(outcome.standardError)")
    }
  }
}
