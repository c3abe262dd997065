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
      let second = try await assess(machineSamples, "--baseline", "rbm.json", in: folder)
      #expect(second.status == 0)
      #expect(second.standardError == "")
      #expect(
        second.standardOutput.hasSuffix(
          "pass: Against the baseline rbm.json: no check got better or worse.\n"))
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
      for check in ["magnetization-conservation", "energy-support", "energy-distribution-kl"] {
        #expect(line.contains(check))
      }
      #expect(!line.contains("better"))
      #expect(!line.contains("mean-energy"))
    }
  }

  @Test func `that failed is passed by better samples, and may be JSON on standard output`()
    async throws
  {
    try await Workspace.with { folder in
      let first = try await assess(machineSamples, "--json", in: folder)
      try folder.write(first.standardOutput.utf8, to: "rbm.json")
      let second = try await assess(perfectSamples, "--baseline", "rbm.json", in: folder)
      #expect(second.status == 0)
      let line = try #require(second.standardOutput.split(separator: "\n").last)
      #expect(line.hasPrefix("pass: Against the baseline rbm.json: better: "))
      #expect(line.contains("energy-support"))
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

  @Test func `may be written into the folder that the report makes`() async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(
        ["assess", perfectSamples, "--output", "out", "--write-baseline", "out/baseline.json"]
          + claim + ["--format", "json"], in: folder)
      #expect(result.status == 0)
      #expect(try folder.bytes(of: "out/baseline.json") == folder.bytes(of: "out/report.json"))
    }
  }
}
