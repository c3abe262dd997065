import Testing

@Suite struct `A process that may have few addresses` {
  /// In megabytes: from what the libraries leave nothing of, by way of what too few threads fit into, to plenty.
  @Test(arguments: [120, 150, 180, 200, 210, 220, 230, 240, 260, 300, 400, 600])
  func `ends in one line, or as usual`(limit: Int) async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.shell(
        "ulimit -v \(limit * 1000); exec timeout 60 steelyard assess \(perfectSamples) "
          + "\(claim.joined(separator: " ")) --output report", in: folder)
      // The loader could not load the libraries.
      guard result.status != 127 else { return }
      guard result.status == 65 else {
        #expect(result.status == 0, "\(result)")
        return
      }
      let isAboutSpace =
        result.standardError.contains("addresses") || result.standardError.contains("memory")
      #expect(isAboutSpace, "\(result)")
      result.expectOneLineOfError(saying: [])
    }
  }

  @Test func `takes no memory for a large table where there is a small one`() async throws {
    try await Workspace.with { folder in
      let lines = (0..<3).flatMap { size in
        (0..<6).map {
          "\(8 << size) \(2.2 + 0.02 * Double($0)) \(0.5 + 0.01 * Double($0)) 0.01\n"
        }
      }
      try folder.write(lines.joined().utf8, to: "table.txt")
      let result = try await SteelyardProcess.shell(
        "ulimit -v 260000; exec timeout 60 steelyard collapse table.txt --degree 2 "
          + "--correction-exponent none --replicates 10", in: folder)
      #expect([0, 1, 3].contains(result.status), "\(result)")
    }
  }
}
