import Foundation
import Testing

/// Files that Steelyard keeps for itself are not believed more than others.
@Suite struct KeptStateTests {
  private static let request = [
    "sample", "--sampler", "kawasaki", "--size", "4", "--temperature", "3", "--total-spin", "0",
    "--count", "40000", "--output", "a.npy", "--seed", "5",
  ]
  private static let equilibration = "a.npy.partial/equilibration.json"

  /// Leaves the state of a run that was killed when it wrote its output.
  private func kill(in folder: Workspace) async throws {
    let line = Self.request.joined(separator: " ")
    _ = try await SteelyardProcess.shell("ulimit -f 400; steelyard \(line)", in: folder)
    try #require(try folder.names.contains(Self.equilibration))
  }

  private func resume(in folder: Workspace) async throws -> (samples: [UInt8], text: String) {
    let resumed = try await SteelyardProcess.run(Self.request, in: folder)
    #expect(resumed.status == 0, "\(resumed.standardError)")
    return (try folder.bytes(of: "a.npy"), resumed.standardOutput)
  }

  @Test func `An equilibration that was edited is measured again, and said`() async throws {
    try await Workspace.with { folder in
      let whole = try await resume(in: folder)
      #expect(!whole.text.contains("again"))
      for (key, value) in [("burnIn", "-51"), ("spacing", "4294967296"), ("sampler", "\"magic\"")] {
        try await kill(in: folder)
        let text = String(decoding: try folder.bytes(of: Self.equilibration), as: UTF8.self)
        let edited = text.replacing(
          try Regex("\"\(key)\":(?:[0-9]+|\"[a-z]+\"),"), with: "\"\(key)\":\(value),")
        #expect(edited != text)
        try folder.write(edited.utf8, to: Self.equilibration)
        let resumed = try await resume(in: folder)
        #expect(resumed.samples == whole.samples)
        #expect(
          resumed.text.contains("\(Self.equilibration): its checksum is wrong; measured again"))
      }
    }
  }

  @Test func `A block of another version is drawn again, and said`() async throws {
    try await Workspace.with { folder in
      let whole = try await resume(in: folder)
      try await kill(in: folder)
      let block = "a.npy.partial/block-1"
      var bytes = try folder.bytes(of: block)
      let version = try #require(bytes.firstRange(of: Array("Steelyard 0.1.0".utf8)))
      bytes[version.upperBound - 1] = UInt8(ascii: "9")
      try folder.write(bytes, to: block)
      let resumed = try await resume(in: folder)
      #expect(resumed.samples == whole.samples)
      #expect(resumed.text.contains("block-1: found other configurations"))
      #expect(resumed.text.contains("drawn again"))
    }
  }

  @Test func `A cached reference that was edited is computed again, and said`() async throws {
    try await Workspace.with { folder in
      let drawn = try await SteelyardProcess.run(
        ["sample", "--size", "14", "--temperature", "6", "--count", "40", "--output", "a.npy"],
        in: folder)
      #expect(drawn.status == 0)
      func assess() async throws -> String {
        let result = try await SteelyardProcess.run(
          [
            "assess", "a.npy", "--temperature", "6", "--reference", "monte-carlo",
            "--reference-count", "64", "--format", "none", "--json",
          ], in: folder, environment: ["XDG_CACHE_HOME": folder.path("cache")])
        #expect([0, 1, 3].contains(result.status), "\(result.standardError)")
        return result.standardOutput
      }
      let first = try await assess()
      let kept = try #require(
        try folder.names.first { $0.hasPrefix("cache/steelyard/") && $0.hasSuffix(".json") })
      let text = String(decoding: try folder.bytes(of: kept), as: UTF8.self)
      let edited = text.replacing(/"energy":[0-9.]+/, with: "\"energy\":1e300")
      #expect(edited != text)
      try folder.write(edited.utf8, to: kept)
      let again = try await assess()
      #expect(again.contains("has been computed anew"))
      #expect(!first.contains("has been computed anew"))
      #expect(try await assess() == first)
    }
  }
}
