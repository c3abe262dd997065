import DataFiles
import Foundation
import Reporting
import Testing

/// What `steelyard assess` answers, and how.
@Suite struct `The command assess` {
  @Test func `passes perfect samples with exit status 0`() async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(["assess", perfectSamples] + claim, in: folder)
      #expect(result.status == 0)
      #expect(result.standardError == "")
      #expect(result.standardOutput.hasPrefix("✔ PASS"))
      #expect(!result.standardOutput.contains("\u{1B}"))
      let reports = "reports/perfect-L8-S0-T1.000"
      #expect(
        try folder.names == [
          "reports", reports, "\(reports)/report.json", "\(reports)/report.md",
          "\(reports)/report.html", "\(reports)/junit.xml",
        ])
    }
  }

  @Test func `fails the restricted Boltzmann machine with exit status 1`() async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(
        ["assess", machineSamples, "--format", "none"] + claim, in: folder)
      #expect(result.status == 1)
      #expect(result.standardError == "")
      #expect(result.standardOutput.hasPrefix("✘ FAIL"))
      #expect(try folder.names == [])
    }
  }

  @Test func `tolerates nothing that breaks a law under the practical standard`() async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(
        ["assess", machineSamples, "--format", "none", "--standard", "practical"] + claim,
        in: folder)
      #expect(result.status == 1)
    }
  }

  @Test func `is not convinced by thirty samples: exit status 3`() async throws {
    try await Workspace.with { folder in
      let samples = try SampleFile.read(perfectSamples).samples.prefix(30)
      try SampleFile.writeNPY(samples, to: folder.path("thirty.npy"))
      let result = try await SteelyardProcess.run(
        ["assess", "thirty.npy", "--format", "none"] + claim, in: folder)
      #expect(result.status == 3)
      #expect(result.standardError == "")
      #expect(result.standardOutput.contains("more effective samples"))
    }
  }

  @Test func `prints one JSON document and nothing else with --json`() async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(
        ["assess", machineSamples, "--json", "--format", "json"] + claim, in: folder)
      #expect(result.status == 1)
      #expect(result.standardError == "")
      let report = try result.jsonObject()
      // Every field that the documentation promises.
      #expect(report["schemaVersion"] as? Int == 1)
      #expect(report["verdict"] as? String == "fail")
      #expect(report["subject"] as? String == machineSamples)
      let ensemble = try #require(report["ensemble"] as? [String: Any])
      #expect(ensemble["size"] as? Int == 8)
      #expect(ensemble["temperature"] as? Double == 1)
      #expect(ensemble["totalSpin"] as? Int == 0)
      #expect(report["sampleCount"] as? Int == 10_000)
      #expect(report["effectiveSampleCount"] as? Double != nil)
      #expect((report["reference"] as? String)?.hasPrefix("exact") == true)
      let rule = try #require(report["decisionRule"] as? [String: Any])
      #expect(rule["falseAlarmRate"] as? Double == 1e-3)
      #expect(rule["correction"] as? String == "Holm")
      #expect(report["seed"] as? Int != nil)
      #expect((report["command"] as? String)?.hasPrefix("steelyard assess ") == true)
      #expect(report["version"] as? String != nil)
      let findings = try #require(report["findings"] as? [[String: Any]])
      for key in [
        "check", "verdict", "statistic", "pValue", "adjustedPValue", "effect", "detectable",
        "detail",
      ] {
        #expect(findings.allSatisfy { $0[key] != nil }, "\(key)")
      }
      let effects = findings.compactMap { $0["effect"] as? [String: Any] }
      #expect(!effects.isEmpty)
      for key in ["name", "value", "interval", "tolerance", "unit"] {
        #expect(effects.allSatisfy { $0[key] != nil }, "\(key)")
      }
      // The file has the same bytes.
      let file = try folder.bytes(of: "reports/pytorch-rbm-L8-S0-T1.000/report.json")
      #expect(Array(result.standardOutput.utf8) == file)
    }
  }

  @Test func `writes a free total spin as null`() async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(
        ["assess", perfectSamples, "--temperature", "1", "--json", "--format", "none"], in: folder)
      // Samples with ΣS = 0 throughout are not those of the canonical ensemble.
      #expect(result.status == 1)
      let ensemble = try #require(try result.jsonObject()["ensemble"] as? [String: Any])
      #expect(ensemble["totalSpin"] is NSNull)
    }
  }

  @Test(
    arguments: [
      ("html,junit", ["junit.xml", "report.html"]), ("json,json", ["report.json"]),
      ("markdown", ["report.md"]),
    ])
  func `writes the formats asked for into the folder asked for`(
    formats: String, files: [String]
  ) async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(
        ["assess", perfectSamples, "--format", formats, "--output", "a/b"] + claim, in: folder)
      #expect(result.status == 0)
      #expect(try folder.names == Set(["a", "a/b"] + files.map { "a/b/\($0)" }))
    }
  }

  @Test(
    arguments: [
      ["assess"], ["assess", perfectSamples], ["assess", "--temperature", "1"],
      ["assess", perfectSamples, "--temperature", "warm"],
      ["assess", perfectSamples, "--temperature", "1", "--total-spin", "0.5"],
      ["assess", perfectSamples, "--temperature", "1", "--format", "pdf"],
      ["assess", perfectSamples, "--temperature", "1", "--format", ""],
      ["assess", perfectSamples, "--temperature", "1", "--standard", "lax"],
      ["assess", perfectSamples, "--temperature", "1", "--false-alarm-rate", "0"],
      ["assess", perfectSamples, "--temperature", "1", "--false-alarm-rate", "nan"],
      ["assess", perfectSamples, "--temperature", "1", "--seed", "-1"],
      ["assess", perfectSamples, "--temperature", "1", "--no-such-option"],
      ["assess", "a", "b", "--temperature", "1", "--write-baseline", "c"],
      ["exact", "--size", "4"], ["exact", "--temperature", "1"],
      ["exact", "--size", "four", "--temperature", "1"],
      ["exact", "--size", "4", "--temperature", "1", "--output", "x"],
      ["exact", "--size", "4", "--temperature", "1", "--spectrum", "--output", "x"],
      ["list"], ["list", "tests"], ["benchmark", "everything"], ["weigh"],
      ["sample", "--size", "4", "--temperature", "1", "--count", "0", "--output", "a.npy"],
      ["sample", "--size", "4", "--temperature", "1", "--count", "1", "--output", "a.npz"],
      ["sample", "--size", "4", "--temperature", "1", "--count", "1", "--output", ".npy"],
    ])
  func `takes wrong usage with exit status 64 and writes nothing`(
    arguments: [String]
  ) async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(arguments, in: folder)
      #expect(result.status == 64)
      #expect(result.standardOutput == "")
      #expect(result.standardError.hasPrefix("Error: "))
      #expect(result.standardError.contains("Usage: steelyard"))
      #expect(try folder.names == [])
    }
  }
}
