import Testing

@Suite struct `The option --reference` {
  private static let ensemble = ["--temperature", "3", "--total-spin", "0"]

  @Test func `weighs large lattices against Monte Carlo, and finds a wrong temperature`()
    async throws
  {
    try await Workspace.with { folder in
      let cache = ["XDG_CACHE_HOME": folder.path("cache")]
      for (name, temperature) in [("right.npy", "3"), ("wrong.npy", "2.9")] {
        let drawn = try await SteelyardProcess.run(
          [
            "sample", "--size", "14", "--temperature", temperature, "--total-spin", "0", "--count",
            "10000", "--output", name,
          ], in: folder)
        #expect(drawn.status == 0, "\(drawn.standardError)")
      }
      func assess(_ name: String, _ options: [String] = []) async throws -> ProcessResult {
        try await SteelyardProcess.run(
          ["assess", name, "--format", "none", "--json"] + Self.ensemble + options, in: folder,
          environment: ["XDG_CACHE_HOME": cache["XDG_CACHE_HOME"]])
      }
      let right = try await assess("right.npy")
      #expect(right.status == 0, "\(right.standardOutput)")
      #expect((try right.jsonObject()["reference"] as? String)?.contains("Monte Carlo") == true)
      #expect(try folder.names.contains { $0.hasPrefix("cache/steelyard/L14") })
      #expect(try await assess("wrong.npy").status == 1)
      // The same samples as the truth; then nothing is exact, nor forbidden.
      #expect(try await assess("right.npy", ["--reference", "right.npy"]).status == 0)
      let exact = try await assess("right.npy", ["--reference", "exact"])
      #expect(exact.status == 65)
      #expect(exact.standardError.contains("monte-carlo"))
    }
  }
}
