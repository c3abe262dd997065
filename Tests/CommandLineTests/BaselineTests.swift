import Foundation
import Testing

@Suite struct `A baseline` {
  private func assess(
    _ file: String, _ options: String..., in folder: Workspace
  ) async throws -> ProcessResult {
    try await SteelyardProcess.run(
      ["assess", file, "--format", "none"] + claim + options, in: folder)
  }

  @Test func `of the same samples shows nothing that got worse, even where they fail`() async throws
  {
    try await Workspace.with { folder in
      let first = try await assess(machineSamples, "--write-baseline", "rbm.json", in: folder)
      #expect(first.status == 1)
      #expect(try folder.names == ["rbm.json"])
      #expect(try folder.bytes(of: "rbm.json").count < 200_000)
      let second = try await assess(machineSamples, "--baseline", "rbm.json", in: folder)
      #expect(second.status == 0)
      #expect(second.standardError == "")
      #expect(
        second.standardOutput.hasSuffix(
          "pass: Against the baseline rbm.json: same in every check.\n"))
    }
  }

  @Test func `of perfect samples names what got worse in the machine's`() async throws {
    try await Workspace.with { folder in
      let first = try await assess(perfectSamples, "--write-baseline", "good.json", in: folder)
      #expect(first.status == 0)
      let second = try await assess(machineSamples, "--baseline", "good.json", in: folder)
      #expect(second.status == 1)
      let line = try #require(second.standardOutput.split(separator: "\n").last)
      #expect(line.hasPrefix("fail: Against the baseline good.json: worse: "))
      for check in [
        "magnetization-conservation", "energy-support", "energy-distribution-chi-square",
      ] {
        #expect(line.contains(check))
      }
      #expect(!line.contains("better"))
      #expect(!line.contains("mean-energy"))
    }
  }

  @Test func `that failed is passed by better samples, and every report says in what`() async throws
  {
    try await Workspace.with { folder in
      let first = try await assess(machineSamples, "--write-baseline", "rbm.json", in: folder)
      #expect(first.status == 1)
      let second = try await SteelyardProcess.run(
        ["assess", perfectSamples, "--baseline", "rbm.json", "--output", "out"] + claim, in: folder)
      #expect(second.status == 0)
      let line = try #require(second.standardOutput.split(separator: "\n").last)
      #expect(line.hasPrefix("pass: Against the baseline rbm.json: better: "))
      #expect(line.contains("energy-support"))
      for file in ["report.md", "report.html", "report.json", "junit.xml"] {
        let text = String(decoding: try folder.bytes(of: "out/\(file)"), as: UTF8.self)
        #expect(text.contains("better"), "\(file)")
      }
    }
  }

  @Test func `is replaced for a reason only, and keeps reasons and the first of its series`()
    async throws
  {
    try await Workspace.with { folder in
      _ = try await assess(perfectSamples, "--write-baseline", "b.json", in: folder)
      let before = try folder.contents
      let refused = try await assess(machineSamples, "--write-baseline", "b.json", in: folder)
      refused.expectOneLineOfError(saying: ["b.json", "exists", "--reason"])
      #expect(try folder.contents == before)
      let replaced = try await assess(
        machineSamples, "--write-baseline", "b.json", "--reason", "a machine in its place",
        in: folder)
      #expect(replaced.status == 1)
      let text = String(decoding: try folder.bytes(of: "b.json"), as: UTF8.self)
      #expect(text.contains("\"reasons\":[\"a machine in its place\"]"))
      #expect(text.contains("\"anchor\":"))
      // The machine is what the baseline is now, but worse than the first of its series.
      let again = try await assess(machineSamples, "--baseline", "b.json", in: folder)
      #expect(again.status == 1)
      #expect(again.standardOutput.contains("(against the first baseline)"))
    }
  }

  @Test(
    arguments: [["--temperature", "1.5", "--total-spin", "0"], ["--temperature", "1"]])
  func `of another ensemble is refused`(ensemble: [String]) async throws {
    try await Workspace.with { folder in
      _ = try await assess(perfectSamples, "--write-baseline", "good.json", in: folder)
      let before = try folder.contents
      let result = try await SteelyardProcess.run(
        ["assess", perfectSamples, "--baseline", "good.json"] + ensemble, in: folder)
      result.expectOneLineOfError(saying: ["good.json", "L = 8, T = 1.0, ΣS = 0 fixed", "wanted"])
      #expect(try folder.contents == before)
    }
  }

  @Test(arguments: [
    ("\"schemaVersion\":2", "\"schemaVersion\":7", "version 7 of its schema"),
    ("steelyard-baseline", "something-else", "wanted the schema steelyard-baseline"),
    ("\"version\":1", "\"version\":9", "changed after it was written"),
    ("\"energyDensity\":0.03", "\"energyDensity\":0.5", "changed after it was written"),
    ("\"trials\":10000", "\"trials\":10001", "changed after it was written"),
    ("{\"checksum\":", "{\"checksun\":", "it has no checksum"),
  ])
  func `that was edited is refused`(what: String, by other: String, saying: String) async throws {
    try await Workspace.with { folder in
      _ = try await assess(perfectSamples, "--write-baseline", "b.json", in: folder)
      let text = String(decoding: try folder.bytes(of: "b.json"), as: UTF8.self)
      #expect(text.contains(what))
      try folder.write(text.replacing(what, with: other).utf8, to: "b.json")
      let result = try await assess(perfectSamples, "--baseline", "b.json", in: folder)
      result.expectOneLineOfError(saying: ["b.json", saying])
      try folder.write(text.utf8.prefix(text.utf8.count / 2), to: "b.json")
      let truncated = try await assess(perfectSamples, "--baseline", "b.json", in: folder)
      truncated.expectOneLineOfError(saying: ["b.json", "damaged"])
    }
  }

  @Test func `may be written into the folder that the report makes`() async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(
        ["assess", perfectSamples, "--output", "out", "--write-baseline", "out/baseline.json"]
          + claim + ["--format", "json"], in: folder)
      #expect(result.status == 0)
      #expect(try folder.bytes(of: "out/baseline.json").count > 0)
    }
  }
}
