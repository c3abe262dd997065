import Testing

@Suite struct `Files that can be read in two ways` {
  @Test func `rows on lines are refused until the size is stated`() async throws {
    try await Workspace.with { folder in
      let arguments = [
        "assess", fixture("trust/rows-L4-no-blank-lines.txt"), "--temperature", "2.5", "--format",
        "none",
      ]
      let refused = try await SteelyardProcess.run(arguments, in: folder)
      #expect(refused.status == 65)
      #expect(refused.standardError.contains("500 of 4 × 4"))
      #expect(refused.standardError.contains("--size L"))
      let read = try await SteelyardProcess.run(arguments + ["--size", "4"], in: folder)
      #expect(read.status == 3, "\(read.standardError)")
      #expect(read.standardOutput.contains("n = 500"))
    }
  }

  @Test func `a machine of units -1 and +1 is right in its own units, and wrong in others`()
    async throws
  {
    try await Workspace.with { folder in
      func status(_ units: String) async throws -> ProcessResult {
        try await SteelyardProcess.run(
          [
            "rbm", "evaluate", fixture("trust/rbm-pm1-exact-ising-L4-T2.5.npz"), "--temperature",
            "2.5", "--count", "2000", "--steps", "200", "--units", units, "--output", units,
          ], in: folder)
      }
      let right = try await status("spins")
      #expect(right.status != 1, "\(right.standardOutput)")
      #expect(right.standardOutput.contains("values -1 and +1"))
      #expect(try await status("binary").status == 1)
    }
  }
}
