import DataFiles
import Foundation
import SpinSystems
import Testing

@Suite struct `The command sample` {
  @Test(
    arguments: [
      ["--size", "6", "--temperature", "2", "--total-spin", "-4"],
      ["--size", "8", "--temperature", "2.269185314213022"],
    ])
  func `draws samples that assess passes as independent`(ensemble: [String]) async throws {
    try await Workspace.with { folder in
      let drawn = try await SteelyardProcess.run(
        ["sample", "--count", "20000", "--output", "a.npy"] + ensemble, in: folder)
      #expect(drawn.status == 0)
      #expect(drawn.standardError == "")
      #expect(try folder.names == ["a.npy", "a.json"])
      let weighed = try await SteelyardProcess.run(
        ["assess", "a.npy", "--independent", "--format", "none"] + Array(ensemble.dropFirst(2)),
        in: folder)
      #expect(weighed.status == 0, "\(weighed.standardOutput)")
    }
  }

  @Test func `prints one JSON document with every promised field`() async throws {
    try await Workspace.with { folder in
      let count = 10_000
      let result = try await SteelyardProcess.run(
        ["sample", "--size", "4", "--count", "\(count)", "--output", "a.npy", "--json"] + claim,
        in: folder)
      #expect(result.status == 0)
      let document = try result.jsonObject()
      #expect(document["file"] as? String == "a.npy")
      #expect(document["count"] as? Int == count)
      #expect(document["sampler"] as? String == "perfect")
      #expect(document["seed"] as? Int != nil)
      #expect((document["configurationsPerSecond"] as? Double).map { $0 > 0 } == true)
      let energy = try #require(document["energyDensity"] as? Double)
      let error = try #require(document["standardError"] as? Double)
      let time = try #require(document["integratedAutocorrelationTime"] as? Double)
      // The exact ε at L = 4, T = 1, ΣS = 0; four standard errors of a fixed seed.
      #expect(abs(energy - -0.9834675800855) < 4 * error)
      #expect(error > 0 && error < 0.01)
      // Independent draws: τ_int = ½ with a standard error of τ (2 (2 W + 1)/n)^½ at W = 3.
      #expect(abs(time - 0.5) < 4 * 0.5 * (14 / Double(count)).squareRoot())
    }
  }

  @Test func `does not invent the error of a single sample`() async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(
        [
          "sample", "--size", "4", "--temperature", "1", "--count", "1", "--output", "a.npy",
          "--json",
        ],
        in: folder)
      #expect(try result.jsonObject()["standardError"] is NSNull)
    }
  }

  @Test(arguments: [(false, "'|i1'", "(300, 6, 6)"), (true, "'|u1'", "(300, 6, 1)")])
  func `writes what NumPy reads, and says beside it where it comes from`(
    packed: Bool, descriptor: String, shape: String
  ) async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(
        ["sample", "--size", "6", "--temperature", "2", "--count", "300", "--output", "a b.npy"]
          + (packed ? ["--packed"] : []), in: folder)
      #expect(result.status == 0)
      let bytes = try folder.bytes(of: "a b.npy")
      let header = String(decoding: bytes.prefix(128), as: UTF8.self)
      #expect(header.contains("'descr': \(descriptor)") && header.contains("'shape': \(shape)"))
      #expect(try SampleFile.read(folder.path("a b.npy")).samples.count == 300)
      let object = try JSONSerialization.jsonObject(with: Data(try folder.bytes(of: "a b.json")))
      let provenance = try #require(object as? [String: Any])
      let ensemble = try #require(provenance["ensemble"] as? [String: Any])
      #expect(ensemble["size"] as? Int == 6)
      #expect(ensemble["temperature"] as? Double == 2)
      #expect(ensemble["totalSpin"] is NSNull)
      #expect(provenance["sampler"] as? String == "perfect")
      #expect(provenance["count"] as? Int == 300)
      #expect(provenance["version"] as? String != nil)
      #expect((provenance["array"] as? String)?.contains("[300, 6, ") == true)

      // The command in it makes the same two files again.
      let before = try folder.contents
      try FileManager.default.removeItem(atPath: folder.path("a b.npy"))
      let command = try #require(provenance["command"] as? String)
      let again = try await SteelyardProcess.shell(command, in: folder)
      #expect(again.status == 0)
      #expect(try folder.contents == before)
    }
  }
}
