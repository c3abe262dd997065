import Foundation
import Testing

@Suite struct ReproduceCommandTests {
  @Test func `Units have numbers and names, a tab between them`() async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(
        ["reproduce", "F1", "--run", "run", "--list-units"], in: folder)
      #expect(result.status == 0)
      #expect(
        result.standardOutput == """
          0\ttypical/L50-S0-T2.000-n1024
          1\ttypical/L50-S0-T2.269-n1024
          2\ttypical/L50-S0-T3.000-n1024

          """)
    }
  }

  @Test(arguments: [
    (["--shard", "2/2"], "'2/2' is invalid"), (["--shard", "-1/2"], "'-1/2' is invalid"),
    (["--shard", "0/0"], "'0/0' is invalid"), (["--shard", "1"], "'1' is invalid"),
    (["--jobs", "0"], "--jobs must be at least 1"),
    (["--seeds", "2"], "--seeds must be from 3 to 1000"),
    (["--unit", "0", "--reduce"], "exclude each other"),
    (["F99"], "'F99' is not a claim"),
    (["--most-seeds", "9"], "--most-seeds goes with --until-decided"),
    (["--until-decided", "--seeds", "9", "--most-seeds", "8"], "at most --most-seeds"),
    (["--until-decided", "--most-seeds", "2"], "--most-seeds must be from 3 to 1000"),
  ])
  func `Wrong usage has status 64`(arguments: [String], text: String) async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(
        ["reproduce", "--run", "run"] + arguments, in: folder)
      #expect(result.status == 64)
      #expect(result.standardError.contains(text))
      #expect(!FileManager.default.fileExists(atPath: folder.path("run")))
    }
  }

  @Test func `A unit beyond the last and a run of another seed are bad input`() async throws {
    try await Workspace.with { folder in
      let beyond = try await SteelyardProcess.run(
        ["reproduce", "F1", "--run", "run", "--unit", "3"], in: folder)
      beyond.expectOneLineOfError(saying: ["no unit 3", "has 3, from 0 to 2"])
      let foreign = try await SteelyardProcess.run(
        ["reproduce", "F1", "--run", "run", "--seed", "9"], in: folder)
      foreign.expectOneLineOfError(saying: ["run holds a run with seed 20210312, not 9"])
    }
  }

  @Test func `Reducing an unfinished run lists what is missing and does not succeed`() async throws
  {
    try await Workspace.with { folder in
      let arguments = ["reproduce", "F1", "--run", "run"]
      let unit = try await SteelyardProcess.run(arguments + ["--unit", "2"], in: folder)
      #expect(unit.status == 0, "\(unit.standardError)")
      let reduced = try await SteelyardProcess.run(
        arguments + ["--reduce", "--output", "reports"], in: folder)
      #expect(reduced.status == 3)
      #expect(
        reduced.standardError == """
          missing: typical/L50-S0-T2.000-n1024
          missing: typical/L50-S0-T2.269-n1024

          """)
      let report = String(
        decoding: try folder.bytes(of: "reports/F1/report.md"), as: UTF8.self)
      #expect(report.contains("2 units of work were not finished"))
    }
  }

  @Test func `Until it is decided a claim gets no more seeds than it needs`() async throws {
    try await Workspace.with { folder in
      let line = ["reproduce", "F1", "--run", "run", "--until-decided", "--most-seeds", "6"]
      let listed = try await SteelyardProcess.run(
        line + ["--list-units", "--commands"], in: folder)
      let commands = listed.standardOutput.split(separator: "\n")
      #expect(commands.count == 3)
      #expect(commands.allSatisfy { $0.contains(" --until-decided --most-seeds 6 ") })
      let result = try await SteelyardProcess.run(line, in: folder)
      #expect(result.status == 0, "\(result.standardError)")
      #expect(result.standardError.contains("3 seeds: all are decided\n"))
      let table = String(decoding: try folder.bytes(of: "run/claims.md"), as: UTF8.self)
      #expect(table.contains("| **confirmed** |"))
      let report = String(decoding: try folder.bytes(of: "run/F1/report.md"), as: UTF8.self)
      #expect(report.contains("each look may err in 5 % / 2"))
      let again = try await SteelyardProcess.run(line + ["--reduce"], in: folder)
      #expect(again.status == 0)
      #expect(try String(decoding: folder.bytes(of: "run/F1/report.md"), as: UTF8.self) == report)
    }
  }

  @Test func `Two processes share a run, and a killed one loses no finished unit`() async throws {
    try await Workspace.with { folder in
      // The first is killed at some point, wherever that is; the others do what it leaves.
      let line =
        "steelyard reproduce F1 --run run --jobs 1 & one=$!; sleep 1; kill -9 $one; wait $one; "
        + "steelyard reproduce F1 --run run --shard 0/2 & two=$!; "
        + "steelyard reproduce F1 --run run --shard 1/2 && wait $two && "
        + "steelyard reproduce F1 --run run --reduce"
      let result = try await SteelyardProcess.shell(line, in: folder)
      #expect(result.status == 0, "\(result.standardError)")
      #expect(result.standardOutput.contains("F1: confirmed."))
      for file in ["claims.md", "F1/report.html", "F1/report.json", "run.json"] {
        #expect(FileManager.default.fileExists(atPath: folder.path("run/\(file)")), "\(file)")
      }
      let table = String(decoding: try folder.bytes(of: "run/claims.md"), as: UTF8.self)
      #expect(table.contains("| [F1](F1/report.md) | "))
      #expect(table.contains("| **confirmed** | 2 confirmed |"))
    }
  }
}
