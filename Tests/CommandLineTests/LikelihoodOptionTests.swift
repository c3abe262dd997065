import Foundation
import Testing

@Suite struct `Options about ln q` {
  private let file = fixture("likelihood/perturbed-L4-T2.500.npz")

  @Test(arguments: [
    (["--probe-log-probability", "x.npy"], "go with ln q"),
    (["--log-probability", "log_prob", "--log-weights", "log_prob"], "take the place of ln q"),
    (["--log-probability", "log_prob", "--probe", "x.npy"], "say nothing"),
  ])
  func `that contradict each other are wrong usage`(
    options: [String], part: String
  ) async throws {
    try await Workspace.with { folder in
      let outcome = try await SteelyardProcess.run(
        ["assess", file, "--array", "samples", "--temperature", "2.5"] + options, in: folder)
      #expect(outcome.status == 64)
      #expect(outcome.standardError.contains(part))
    }
  }

  /// A file of so many numbers that could be ln q.
  private func writeScores(_ count: Int, in folder: Workspace) throws {
    let values = (0..<count).map { Int8(-9 - $0 % 3) }
    try Data(ArrayBytes.file(shape: [count], values)).write(
      to: URL(filePath: folder.path("scores.npy")))
  }

  @Test func `that name no file, or scores of another number, are one line`() async throws {
    try await Workspace.with { folder in
      let options = [
        "assess", file, "--array", "samples", "--temperature", "2.5", "--format", "none",
      ]
      let missing = try await SteelyardProcess.run(
        options + ["--log-probability", "log_prob", "--probe-log-probability", "none.npy"],
        in: folder)
      #expect(missing.status == 65)
      let draw = [
        "likelihood-probe", "--size", "4", "--temperature", "2.5", "--count", "300", "--output",
        "probe.npy",
      ]
      #expect(try await SteelyardProcess.run(draw, in: folder).status == 0)
      // 4,000 scores for 300 perfect samples.
      try writeScores(4000, in: folder)
      let unequal = try await SteelyardProcess.run(
        options + [
          "--log-probability", "log_prob", "--probe", "probe.npy", "--probe-log-probability",
          "scores.npy",
        ], in: folder)
      #expect(unequal.status == 65)
      #expect(unequal.standardError.contains("4000 log-probabilities"))
      #expect(unequal.standardError.filter { $0 == "\n" }.count == 1)
    }
  }

  @Test func `that name perfect samples of another temperature are one line, which says of which`()
    async throws
  {
    try await Workspace.with { folder in
      let draw = [
        "likelihood-probe", "--size", "4", "--temperature", "2", "--count", "4000", "--output",
        "probe.npy",
      ]
      #expect(try await SteelyardProcess.run(draw, in: folder).status == 0)
      let options = [
        "assess", file, "--array", "samples", "--temperature", "2.5", "--format", "none",
        "--log-probability", "log_prob", "--probe", "probe.npy", "--probe-log-probability",
        "scores.npy",
      ]
      try writeScores(4000, in: folder)
      let told = try await SteelyardProcess.run(options, in: folder)
      #expect(told.status == 65)
      #expect(told.standardError.contains("probe.npy holds perfect samples of L = 4"))
      #expect(told.standardError.filter { $0 == "\n" }.count == 1)
      // Without what stands beside the file the energies tell.
      try FileManager.default.removeItem(atPath: folder.path("probe.json"))
      let seen = try await SteelyardProcess.run(options, in: folder)
      #expect(seen.status == 65)
      #expect(seen.standardError.contains("(found is that of T = "))
    }
  }

  @Test func `take an array of the archive as weights of paths`() async throws {
    try await Workspace.with { folder in
      let outcome = try await SteelyardProcess.run(
        [
          "assess", file, "--array", "samples", "--temperature", "2.5", "--format", "none",
          "--log-weights", "log_prob", "--json",
        ], in: folder)
      // ln q in place of the weights is wrong; but a mean far below 1 is no proof, for what is missing may be
      // rare and heavy.
      #expect(outcome.status == 3)
      #expect(outcome.standardOutput.contains("weights of paths"))
    }
  }
}
