import DataFiles
import Foundation
import NeuralModels
import Testing

@Suite struct `The command classifier scan` {
  /// PyTorch's weights and configurations, with the logits that PyTorch has for them.
  @Test func `uses weights of PyTorch as they are`() async throws {
    try await Workspace.with { folder in
      let weights = fixture("classifiers/pytorch-cnn-L11-circular.npz")
      let archive = try ArrayArchive.read(weights)
      try folder.write(
        ArrayBytes.file(
          shape: [16, 11, 11],
          try #require(archive.array("configurations").integers).map { Int8($0) }),
        to: "s.npy")
      let result = try await SteelyardProcess.run(
        [
          "classifier", "scan", weights, "s.npy@2.25", "--quantity", "logit", "--output", "s.csv",
          "--json",
        ], in: folder)
      #expect(result.status == 0)
      #expect(result.standardError == "")
      let points = try #require(try result.jsonObject()["points"] as? [[String: Any]])
      let logits = try archive.array("logits").doubles
      let mean = logits.reduce(0, +) / 16
      #expect(points.count == 1)
      #expect(points[0]["size"] as? Int == 11 && points[0]["count"] as? Int == 16)
      let found = try #require(points[0]["logit"] as? Double)
      #expect(abs(found - mean) < 1e-5)
      let error = try #require(points[0]["logitError"] as? Double)
      let lines = String(decoding: try folder.bytes(of: "s.csv"), as: UTF8.self)
        .split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count == 3 && lines[0] == "L,T,value,error" && lines[2] == "")
      let fields = try lines[1].split(separator: ",").map { try #require(Double($0)) }
      #expect(fields.count == 4)
      // The JSON reader of these tests is off by a last digit.
      for (field, expected) in zip(fields, [11, 2.25, found, error]) {
        #expect(abs(field - expected) <= 1e-14 * abs(expected))
      }
    }
  }

  @Test func `puts files of one temperature together and sorts by temperature`() async throws {
    try await Workspace.with { folder in
      try folder.writeTwoPhases()
      try folder.writeSpins("a@b.npy", count: 7, up: 0.5)
      try PhaseClassifier(.convolutional(size: 10), seed: 1).write(to: folder.path("w.npz"))
      let result = try await SteelyardProcess.run(
        ["classifier", "scan", "w.npz", "mixed.npy@3", "a@b.npy@3.0", "up.npy@1", "--json"],
        in: folder)
      let points = try #require(try result.jsonObject()["points"] as? [[String: Any]])
      #expect(points.map { $0["temperature"] as? Double } == [1, 3])
      #expect(points.map { $0["count"] as? Int } == [40, 47])
    }
  }

  @Test(
    arguments: [["w.npz"], [], ["w.npz", "s.npy@1", "--output", "s.npy"], ["w.npz", "-x"]])
  func `calls wrong usage by its name`(arguments: [String]) async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(["classifier", "scan"] + arguments, in: folder)
      #expect(result.status == 64)
      #expect(try folder.names == [])
    }
  }
}
