import Foundation
import Testing

@Suite struct `The command kernel` {
  private let options = ["--size", "4", "--temperature", "4", "--count", "500"]

  @Test func `fails what does nothing, and writes its report`() async throws {
    try await Workspace.with { folder in
      let outcome = try await SteelyardProcess.run(
        ["kernel"] + options + ["--command", "cat"], in: folder)
      #expect(outcome.status == 1)
      #expect(outcome.standardOutput.contains("✘ Motion"))
      #expect(outcome.standardOutput.contains("The rule does not keep the ensemble"))
      #expect(FileManager.default.fileExists(atPath: "\(folder.path)/reports/kernel/report.html"))
    }
  }

  @Test func `keeps what is right: steelyard's own samples in place of the old`() async throws {
    // Drawing anew is the fastest chain there is, and leaves every ensemble invariant.
    try await Workspace.with { folder in
      let draw =
        "steelyard sample --size 4 --temperature 4 --count 500 --seed {seed} --output {output}"
      let outcome = try await SteelyardProcess.run(
        ["kernel"] + options
          + ["--command", draw, "--applications", "2", "--format", "none", "--json"], in: folder)
      #expect([0, 3].contains(outcome.status), "\(outcome.standardError)")
      let document = try JSONSerialization.jsonObject(with: Data(outcome.standardOutput.utf8))
      let report = try #require(document as? [String: Any])
      #expect((report["topic"] as? [String: Any])?["kind"] as? String == "updateRule")
      let findings = try #require(report["findings"] as? [[String: Any]])
      #expect(findings.contains { $0["check"] as? String == "paired-observables" })
      #expect(!findings.contains { $0["verdict"] as? String == "fail" })
    }
  }

  @Test(arguments: [
    ("exit 3", "ended with status 3"), ("true {output}", "ended without writing {output}"),
    ("sleep 30", "took longer than"),
  ])
  func `that cannot be run is one line, and nothing is left behind`(
    command: String, part: String
  ) async throws {
    try await Workspace.with { folder in
      let outcome = try await SteelyardProcess.run(
        ["kernel"] + options + ["--command", command, "--time-limit", "1"], in: folder,
        environment: ["TMPDIR": folder.path])
      #expect(outcome.status == 65)
      #expect(outcome.standardError.hasPrefix("error: \(command): "))
      #expect(outcome.standardError.contains(part))
      #expect(outcome.standardError.filter { $0 == "\n" }.count == 1)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }
  }

  @Test func `that is stopped stops the program, and leaves nothing`() async throws {
    try await Workspace.with { folder in
      let marker = "kernel-test-\(UUID().uuidString)"
      let line =
        "steelyard kernel --size 4 --temperature 2 --count 500 --command 'sleep 50; : \(marker)' "
        + "& pid=$!; sleep 2; kill -TERM $pid; wait $pid; echo $?"
      let outcome = try await SteelyardProcess.shell(
        line, in: folder, environment: ["TMPDIR": folder.path])
      // 128 + SIGTERM.
      #expect(outcome.standardOutput == "143\n")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
      let processes = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap {
        try? String(contentsOfFile: "/proc/\($0)/cmdline", encoding: .utf8)
      }
      #expect(!processes.contains { $0.contains(marker) })
    }
  }

  @Test func `says what sizes it can do`() async throws {
    try await Workspace.with { folder in
      let outcome = try await SteelyardProcess.run(
        ["kernel", "--size", "16", "--temperature", "2", "--command", "cat"], in: folder)
      #expect(outcome.status == 65)
      #expect(outcome.standardError.contains("L = 2 to 12"))
    }
  }
}
