import Testing

@Suite struct `A process that may open few files` {
  @Test(arguments: [4, 5, 6, 8, 10, 12, 15, 16, 17, 20, 24, 28, 32])
  func `is refused in one line before it begins`(limit: Int) async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.shell(
        "ulimit -n \(limit); exec steelyard assess \(perfectSamples) "
          + "\(claim.joined(separator: " ")) --output report", in: folder)
      result.expectOneLineOfError(saying: ["limit of open files: found room for", "wanted "])
      #expect(try folder.names.isEmpty)
    }
  }

  @Test func `raises the limit where it is only a soft one`() async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.shell(
        "ulimit -Sn 10; exec steelyard exact --size 4 --temperature 2", in: folder)
      #expect(result.status == 0, "\(result)")
    }
  }
}
