import Foundation
import Testing

@Suite struct `The same seed` {
  /// Runs what follows on one core, the first of those that are allowed.
  private static let onOneCore =
    #"taskset -c "$(taskset -cp $$ | sed 's/.*: *\([0-9]*\).*/\1/')""#

  @Test func `gives the same report, on one processor core and on all`() async throws {
    try await Workspace.with { folder in
      let options = "'\(machineSamples)' --temperature 1 --total-spin 0 --format json"
      let command = "steelyard assess \(options) --output"
      _ = try await SteelyardProcess.shell("\(command) all", in: folder)
      let report = try folder.bytes(of: "all/report.json")
      // Bootstraps and Monte Carlo p-values are in it; all their randomness comes from the seed.
      _ = try await SteelyardProcess.shell("\(Self.onOneCore) \(command) one", in: folder)
      #expect(try folder.bytes(of: "one/report.json") == report)
      _ = try await SteelyardProcess.shell("\(command) other --seed 2", in: folder)
      #expect(try folder.bytes(of: "other/report.json") != report)
    }
  }

  @Test func `gives the same samples, on one processor core and on all`() async throws {
    try await Workspace.with { folder in
      // More than one block of 2¹⁷.
      let command = "steelyard sample --size 4 --temperature 2 --count 140000 --packed --output"
      for line in [
        "\(command) all.npy", "\(Self.onOneCore) \(command) one.npy",
        "\(command) other.npy --seed 2",
      ] {
        let result = try await SteelyardProcess.shell(line, in: folder)
        #expect(result.status == 0)
      }
      #expect(try folder.bytes(of: "one.npy") == folder.bytes(of: "all.npy"))
      #expect(try folder.bytes(of: "other.npy") != folder.bytes(of: "all.npy"))
    }
  }
}
