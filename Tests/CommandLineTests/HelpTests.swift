import Testing

@Suite struct `Help` {
  @Test(
    arguments: [
      ["--help"], ["assess", "--help"], ["exact", "--help"], ["sample", "--help"],
      ["list", "--help"], ["benchmark", "--help"], ["help", "assess"], ["rbm", "--help"],
      ["rbm", "train", "--help"], ["rbm", "generate", "--help"], ["rbm", "evaluate", "--help"],
      ["classifier", "--help"], ["classifier", "train", "--help"],
      ["classifier", "scan", "--help"], ["collapse", "--help"],
      ["kernel", "--help"], [],
    ])
  func `fits 80 columns and is printed on standard output`(arguments: [String]) async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(arguments, in: folder)
      #expect(result.status == 0)
      #expect(result.standardError == "")
      #expect(result.standardOutput.contains("USAGE: steelyard"))
      for line in result.standardOutput.split(separator: "\n") {
        #expect(line.count <= 80, "\(line)")
      }
    }
  }

  @Test func `names every command`() async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run([], in: folder)
      for command in [
        "assess", "exact", "sample", "rbm", "classifier", "collapse", "benchmark", "list",
        "kernel",
      ] {
        #expect(result.standardOutput.contains(try Regex("\\n  \(command)[ ,]")))
      }
    }
  }
}
