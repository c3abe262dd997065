import DataFiles
import Foundation
import Testing

@Suite struct `Several files in one run` {
  @Test func `get a report each, and the worst exit status`() async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(
        ["assess", perfectSamples, machineSamples, "--format", "json"] + claim, in: folder)
      #expect(result.status == 1)
      #expect(result.standardOutput.contains("✔ PASS"))
      #expect(result.standardOutput.contains("✘ FAIL"))
      let stems = ["perfect-L8-S0-T1.000", "pytorch-rbm-L8-S0-T1.000"]
      #expect(
        try folder.names
          == Set(["reports"] + stems.flatMap { ["reports/\($0)", "reports/\($0)/report.json"] }))
    }
  }

  @Test func `are one array of JSON`() async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(
        ["assess", perfectSamples, machineSamples, "--json", "--format", "none"] + claim,
        in: folder)
      let document = try JSONSerialization.jsonObject(with: Data(result.standardOutput.utf8))
      let reports = try #require(document as? [[String: Any]])
      #expect(reports.map { $0["verdict"] as? String } == ["pass", "fail"])
    }
  }

  @Test func `of equal names do not overwrite each other`() async throws {
    try await Workspace.with { folder in
      let bytes = ArrayBytes.checkerboards(3, size: 4)
      for name in ["x", "y"] {
        try FileManager.default.createDirectory(
          atPath: folder.path(name), withIntermediateDirectories: false)
      }
      // The third has the name that the second would get.
      let files = ["x/a.npy", "y/a.npy", "a-2.npy", "a.txt.npy", "..npy"]
      for file in files { try folder.write(bytes, to: file) }
      let result = try await SteelyardProcess.run(
        ["assess"] + files + claim + ["--format", "json", "--output", "out"], in: folder)
      // Three checkerboards are no samples of this ensemble; they are weighed all the same.
      #expect(result.status == 1)
      let reports = try folder.names.filter { $0.hasSuffix("/report.json") }
      #expect(
        reports
          == Set(["a", "a-2", "a-2-2", "a.txt", "..npy"].map { "out/\($0)/report.json" }))
      var subjects: Set<String> = []
      for report in reports {
        let text = String(decoding: try folder.bytes(of: report), as: UTF8.self)
        for file in files where text.contains("\"subject\" : \"\(file)\"") { subjects.insert(file) }
      }
      #expect(subjects == Set(files))
    }
  }

  @Test func `leave nothing if one report cannot be written`() async throws {
    try await Workspace.with { folder in
      for file in ["a.npy", "b.npy"] {
        try folder.write(ArrayBytes.checkerboards(3, size: 4), to: file)
      }
      try FileManager.default.createDirectory(
        atPath: folder.path("out"), withIntermediateDirectories: false)
      try folder.write([], to: "out/b")
      let before = try folder.contents
      let result = try await SteelyardProcess.run(
        ["assess", "a.npy", "b.npy", "--output", "out", "--format", "json"] + claim, in: folder)
      result.expectOneLineOfError(saying: ["out/b"])
      #expect(try folder.contents == before)
    }
  }
}
