import Foundation
import Testing

@Suite struct CalibrateCommandTests {
  @Test func `Units are listed, computed one by one and reduced, and a report of some is no pass`()
    async throws
  {
    try await Workspace.with { folder in
      let arguments = ["calibrate", "perfect", "--run", "run", "--seed", "4"]
      let list = try await SteelyardProcess.run(arguments + ["--list-units"], in: folder)
      #expect(list.standardOutput.hasPrefix("0\tcorrect/perfect-L4-S0-T1.000-n2000-0\n"))
      let unit = try await SteelyardProcess.run(arguments + ["--unit", "0"], in: folder)
      #expect(unit.status == 0, "\(unit.standardError)")
      let reduced = try await SteelyardProcess.run(arguments + ["--reduce", "--json"], in: folder)
      #expect(reduced.status == 3)
      #expect(reduced.standardError.contains("missing: correct/perfect-L8-Sfree-T3.000-n2000-0"))
      let document = try JSONSerialization.jsonObject(with: Data(reduced.standardOutput.utf8))
      #expect((document as? [String: Any])?["schemaVersion"] as? Int == 2)
      for name in ["report.html", "report.json", "report.md"] {
        #expect(FileManager.default.fileExists(atPath: folder.path("run/\(name)")))
      }
    }
  }

  @Test(arguments: [
    (["--count", "99"], "--count must be from"), (["chain"], "'chain' is not a part"),
    (["--unit", "0", "--reduce"], "exclude each other"),
  ])
  func `Wrong usage has status 64`(arguments: [String], text: String) async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(
        ["calibrate", "--run", "run"] + arguments, in: folder)
      #expect(result.status == 64)
      #expect(result.standardError.contains(text))
    }
  }

  @Test func `Samples with a planted fault come from the list of faults`() async throws {
    try await Workspace.with { folder in
      let ensemble = ["sample", "--size", "4", "--temperature", "2", "--count", "50"]
      let drawn = try await SteelyardProcess.run(
        ensemble + ["--fault", "leaked-spin=0.5", "--output", "a.npy"], in: folder)
      #expect(drawn.status == 0, "\(drawn.standardError)")
      for wrong in ["leaked-spin", "leaked-spin=2", "leak=0.5"] {
        let result = try await SteelyardProcess.run(
          ensemble + ["--fault", wrong, "--output", "b.npy"], in: folder)
        #expect(result.status == 64)
        #expect(result.standardError.contains("is invalid for '--fault"))
      }
    }
  }

  @Test(arguments: ["assess", "list"])
  func `A closed standard error is no reason to crash`(command: String) async throws {
    try await Workspace.with { folder in
      let script = "steelyard \(command) missing.npy --temperature 2 2>&-"
      let result = try await SteelyardProcess.shell(script, in: folder)
      #expect(result.status == (command == "assess" ? 65 : 64))
    }
  }
}
