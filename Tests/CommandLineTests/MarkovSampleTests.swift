import DataFiles
import Foundation
import SpinSystems
import Testing

@Suite struct `The command sample, by Markov chains` {
  private static let request = [
    "sample", "--sampler", "kawasaki", "--size", "4", "--temperature", "3", "--total-spin", "0",
    "--count", "40000", "--output", "a.npy", "--seed", "5",
  ]

  @Test func `draws samples that assess passes, and says how they were brought there`() async throws
  {
    try await Workspace.with { folder in
      let drawn = try await SteelyardProcess.run(Self.request + ["--json"], in: folder)
      #expect(drawn.status == 0, "\(drawn.standardError)")
      #expect(try folder.names == ["a.npy", "a.json"])
      #expect(try drawn.jsonObject()["sampler"] as? String == "kawasaki")
      let object = try JSONSerialization.jsonObject(with: Data(try folder.bytes(of: "a.json")))
      let provenance = try #require(object as? [String: Any])
      let equilibration = try #require(provenance["equilibration"] as? [String: Any])
      #expect(equilibration["start"] as? String == "random")
      #expect(equilibration["isRuleMet"] as? Bool == true)
      #expect(provenance["warnings"] as? [String] == [])
      let times = try #require(equilibration["times"] as? [String: Any])
      let slowest = try max(
        #require(times["energy"] as? Double), #require(times["structureFactor"] as? Double))
      #expect(try #require(equilibration["burnIn"] as? Double) >= 20 * slowest)
      #expect(try #require(equilibration["spacing"] as? Double) >= 4 * slowest)
      let weighed = try await SteelyardProcess.run(
        ["assess", "a.npy", "--temperature", "3", "--total-spin", "0", "--format", "none"],
        in: folder)
      #expect(weighed.status == 0, "\(weighed.standardOutput)")
    }
  }

  @Test func `goes on where it was killed, and ends with the same bytes`() async throws {
    try await Workspace.with { folder in
      let whole = try await SteelyardProcess.run(Self.request, in: folder)
      #expect(whole.status == 0)
      let before = try folder.contents
      for name in ["a.npy", "a.json"] {
        try FileManager.default.removeItem(atPath: folder.path(name))
      }
      // No file may be larger than 400 blocks of 512 bytes: those of a run are smaller, and its output
      // is larger, so that the process is ended when it writes the output.
      let line = Self.request.joined(separator: " ")
      let killed = try await SteelyardProcess.shell(
        "(ulimit -f 400; steelyard \(line)); ls a.npy.partial; rm a.npy.partial/block-[13]",
        in: folder)
      for number in 0..<5 {
        #expect(killed.standardOutput.contains("block-\(number)"), "\(killed)")
      }
      #expect(try !folder.names.contains("a.npy"))
      let resumed = try await SteelyardProcess.run(Self.request, in: folder)
      #expect(resumed.status == 0)
      // What the killed process had left has gone, too.
      #expect(try folder.contents == before)
    }
  }

  @Test func `gives the same bytes on one core and on all`() async throws {
    try await Workspace.with { folder in
      let line = Self.request.joined(separator: " ")
      let result = try await SteelyardProcess.shell(
        "steelyard \(line) && mv a.npy b.npy && mv a.json b.json && taskset 1 steelyard \(line)",
        in: folder)
      #expect(result.status == 0, "\(result.standardError)")
      #expect(try folder.bytes(of: "a.npy") == folder.bytes(of: "b.npy"))
      #expect(try folder.bytes(of: "a.json") == folder.bytes(of: "b.json"))
    }
  }

  @Test func `writes a training set of 23 temperatures, and what is missing of it`() async throws {
    try await Workspace.with { folder in
      let request = [
        "sample", "--size", "4", "--total-spin", "0", "--count", "50", "--training-set", "set",
        "--json",
      ]
      let first = try await SteelyardProcess.run(request, in: folder)
      #expect(first.status == 0, "\(first.standardError)")
      let before = try folder.contents
      #expect(before.count == 1 + 2 * 23)
      #expect(try SampleFile.read(folder.path("set/L4-S0-T2.3.npy")).samples.count == 50)
      try FileManager.default.removeItem(atPath: folder.path("set/L4-S0-T1.0.npy"))
      let second = try await SteelyardProcess.run(request, in: folder)
      #expect(try folder.contents == before)
      let array = try JSONSerialization.jsonObject(with: Data(second.standardOutput.utf8))
      let documents = try #require(array as? [[String: Any]])
      #expect(documents.count == 23)
      #expect(documents[0]["configurationsPerSecond"] is Double)
      #expect(documents[1]["configurationsPerSecond"] is NSNull)
    }
  }
}
