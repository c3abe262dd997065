import DataFiles
import Foundation
import SpinSystems
import Testing

/// What is too much is said before it is begun.
@Suite struct LimitTests {
  private static let most = "9223372036854775807"

  @Test(arguments: [
    (
      ["sample", "--size", "4", "--temperature", "2", "--output", "a.npy", "--count"], "1000000000"
    ),
    (["rbm", "generate", "m.npz", "--output", "a.npy", "--count"], "1000000000"),
    (["rbm", "generate", "m.npz", "--output", "a.npy", "--count", "1", "--steps"], "10000000"),
    (["rbm", "generate", "m.npz", "--output", "a.npy", "--count", "1", "--size"], "512"),
    (["rbm", "evaluate", "m.npz", "--temperature", "2", "--size"], "512"),
    (["rbm", "evaluate", "m.npz", "--temperature", "2", "--count"], "1000000000"),
    (["rbm", "evaluate", "m.npz", "--temperature", "2", "--steps"], "10000000"),
    (["rbm", "train", "a.npy", "--temperature", "2", "--output", "m.npz", "--hidden"], "65536"),
    (["rbm", "train", "a.npy", "--temperature", "2", "--output", "m.npz", "--batch"], "10000000"),
    (["rbm", "train", "a.npy", "--temperature", "2", "--output", "m.npz", "--epochs"], "10000000"),
    (["rbm", "train", "a.npy", "--temperature", "2", "--output", "m.npz", "--steps"], "10000000"),
    (
      ["rbm", "train", "a.npy", "--temperature", "2", "--output", "m.npz", "--checkpoint-every"],
      "10000000"
    ),
    (["classifier", "train", "a.npy", "--output", "c.npz", "--hidden"], "1024"),
    (["classifier", "train", "a.npy", "--output", "c.npz", "--filters"], "1024"),
    (["classifier", "train", "a.npy", "--output", "c.npz", "--kernel"], "7"),
    (["classifier", "train", "a.npy", "--output", "c.npz", "--patience"], "10000000"),
    (["classifier", "train", "a.npy", "--output", "c.npz", "--epochs"], "10000000"),
    (["classifier", "train", "a.npy", "--output", "c.npz", "--batch"], "10000000"),
    (["kernel", "--size", "4", "--temperature", "2", "--command", "x", "--count"], "1000000000"),
    (
      ["kernel", "--size", "4", "--temperature", "2", "--command", "x", "--applications"],
      "10000000"
    ),
    (
      ["kernel", "--size", "4", "--temperature", "2", "--command", "x", "--time-limit"], "31536000"
    ),
    (
      ["assess", "--generator", "x", "--size", "4", "--temperature", "2", "--count"], "1000000000"
    ),
    (
      ["assess", "--generator", "x", "--size", "4", "--temperature", "2", "--time-limit"],
      "31536000"
    ),
    (["reproduce", "--run", "run", "--seeds"], "1000"),
  ])
  func `A number beyond its range is wrong usage, and the range is said`(
    arguments: [String], limit: String
  ) async throws {
    try await Workspace.with { folder in
      for number in [Self.most, "0"] where number != "0" || !arguments.contains("--epochs") {
        let result = try await SteelyardProcess.run(arguments + [number], in: folder)
        #expect(result.status == 64, "\(result)")
        #expect(result.standardError.contains(limit))
      }
      #expect(try folder.names.isEmpty)
    }
  }

  @Test(arguments: [
    ["rbm", "train", "a.npy", "--temperature", "2", "--output", "m.npz", "--learning-rate"],
    ["classifier", "train", "a.npy", "--output", "c.npz", "--learning-rate"],
    ["classifier", "train", "a.npy", "--output", "c.npz", "--critical-temperature"],
  ])
  func `A rate or temperature that is none is wrong usage`(arguments: [String]) async throws {
    try await Workspace.with { folder in
      for number in ["0", "-1", "nan", "inf"] {
        let result = try await SteelyardProcess.run(arguments + [number], in: folder)
        #expect(result.status == 64, "\(result)")
        #expect(result.standardError.contains("must be a finite number above 0"))
      }
    }
  }

  @Test func `Samples beyond the memory that a process may have are refused in one line`()
    async throws
  {
    try await Workspace.with { folder in
      // 180 MB of zeros, in a file of 180 kB; half of the memory is not enough to weigh them.
      let count = 45_000_000
      let archive = ArrayArchive([
        ("s", NumericArray(shape: [count, 2, 2], [UInt8](repeating: 1, count: 4 * count)))
      ])
      try archive.write(to: folder.path("bomb.npz"))
      for limit in ["-v 2000000", "-d 1000000"] {
        let result = try await SteelyardProcess.shell(
          "ulimit \(limit); exec steelyard assess bomb.npz --temperature 2 --format none",
          in: folder)
        result.expectOneLineOfError(saying: ["bomb.npz", "memory that this process may have"])
      }
    }
  }

  @Test func `More chains than the memory holds are refused in one line`() async throws {
    try await Workspace.with { folder in
      let machine = fixture("machines/pytorch-rbm-L12-S0-T1.000.npz")
      let result = try await SteelyardProcess.shell(
        "ulimit -v 2000000; exec steelyard rbm generate \(machine) --count 1000000000 "
          + "--output s.npy", in: folder)
      result.expectOneLineOfError(saying: ["1000000000 configurations", "memory"])
    }
  }

  @Test func `A reference beyond the memory is refused in one line`() async throws {
    try await Workspace.with { folder in
      let drawn = try await SteelyardProcess.run(
        ["sample", "--size", "4", "--temperature", "2", "--count", "10", "--output", "a.npy"],
        in: folder)
      #expect(drawn.status == 0)
      let result = try await SteelyardProcess.run(
        [
          "assess", "a.npy", "--temperature", "2", "--reference", "monte-carlo", "--format", "none",
          "--reference-count", "1000000000000",
        ], in: folder)
      result.expectOneLineOfError(saying: ["1000000000000 configurations", "memory"])
    }
  }
}
