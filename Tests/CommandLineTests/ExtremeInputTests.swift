import Foundation
import Randomness
import SpinSystems
import Testing

/// Input that is legal and far from what anyone would weigh.
@Suite struct `Extreme input` {
  @Test(
    arguments: [2, 3, 4, 16].flatMap { size in
      ["1e-320", "1e-20", "0.02", "1e300"].map { (size, $0) }
    })
  func `is weighed without a crash and without a check that cannot run`(
    size: Int, temperature: String
  ) async throws {
    try await Workspace.with { folder in
      var generator = RandomStreams(seed: 9).stream("extreme input", block: size)
      for count in [1, 2, 50] {
        let spins = (0..<count * size * size).map { _ -> Int8 in
          Bool.random(using: &generator) ? 1 : -1
        }
        try folder.write(
          ArrayBytes.file(shape: [count, size, size], spins), to: "\(count).npy")
      }
      let result = try await SteelyardProcess.run(
        [
          "assess", "1.npy", "2.npy", "50.npy", "--temperature", temperature, "--independent",
          "--json", "--format", "none",
        ], in: folder)
      #expect([1, 3].contains(result.status), "\(result.standardError)")
      #expect(result.standardError == "")
      let document = try JSONSerialization.jsonObject(with: Data(result.standardOutput.utf8))
      let reports = try #require(document as? [[String: Any]])
      for report in reports {
        let findings = try #require(report["findings"] as? [[String: Any]])
        let broken = findings.filter { $0["verdict"] as? String == "error" }
        #expect(broken.isEmpty)
      }
      // At T = 0.02 no more than the ground states are left, and few random configurations are one.
      if temperature != "1e300", size > 2 { #expect(result.status == 1) }
    }
  }

  @Test func `does not make an unlikely energy a forbidden one`() async throws {
    try await Workspace.with { folder in
      try folder.write(ArrayBytes.checkerboards(10, size: 4), to: "a.npy")
      // H = +32 exists at ΣS = 0; at T = 0.02 its probability, exp(-48/0.02), is no Double.
      let result = try await SteelyardProcess.run(
        [
          "assess", "a.npy", "--temperature", "0.02", "--total-spin", "0", "--json", "--format",
          "none",
        ], in: folder)
      #expect(result.status == 1)
      let findings = try #require(try result.jsonObject()["findings"] as? [[String: Any]])
      let support = try #require(findings.first { $0["check"] as? String == "energy-support" })
      #expect(support["law"] as? String == "held")
    }
  }
}
