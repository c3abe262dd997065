import Foundation
import NeuralModels
import Testing

@Suite struct `The command classifier train` {
  private static let train = [
    "classifier", "train", "up.npy@1", "mixed.npy@3.5", "--output", "w.npz", "--filters", "4,4",
    "--learning-rate", "0.01",
  ]

  @Test func `writes weights, provenance, history and the scan of the test set`() async throws {
    try await Workspace.with { folder in
      try folder.writeTwoPhases(count: 100)
      let result = try await SteelyardProcess.run(Self.train + ["--json"], in: folder)
      #expect(result.status == 0)
      #expect(result.standardError == "")
      let document = try result.jsonObject()
      #expect(document["file"] as? String == "w.npz")
      #expect(
        document["counts"] as? [String: Int] == ["training": 140, "validation": 20, "test": 40])
      // 95 and 50 of 100 spins up, with standard deviations of 2.2 and 5, cannot be mistaken.
      #expect(document["testAccuracy"] as? Double == 1)
      let epochs = try #require(document["epochs"] as? Int)
      #expect(document["bestEpoch"] as? Int == epochs - 3)
      #expect(document["end"] as? String == "patience")
      #expect(
        try folder.names == [
          "up.npy", "mixed.npy", "w.npz", "w.training.json", "w.training.csv", "w.scan.csv",
        ])
      let classifier = try PhaseClassifier.read(folder.path("w.npz"))
      #expect(
        classifier.architecture
          == (try .convolutional(size: 10, filters: [4, 4], padding: .circular)))
      let scan = String(decoding: try folder.bytes(of: "w.scan.csv"), as: UTF8.self)
        .split(separator: "\n")
      #expect(scan.count == 3 && scan[0] == "L,T,value,error")
      #expect(scan[1].hasPrefix("10,1.0,0.9") && scan[2].hasPrefix("10,3.5,0.0"))
      let history = String(decoding: try folder.bytes(of: "w.training.csv"), as: UTF8.self)
      #expect(history.split(separator: "\n").count == epochs + 1)
    }
  }

  @Test func `makes the same bytes again by the command that it leaves`() async throws {
    try await Workspace.with { folder in
      try folder.writeTwoPhases()
      #expect(try await SteelyardProcess.run(Self.train, in: folder).status == 0)
      let before = try folder.contents
      let provenance = try #require(
        try JSONSerialization.jsonObject(with: Data(try folder.bytes(of: "w.training.json")))
          as? [String: Any])
      let command = try #require(provenance["command"] as? String)
      for name in ["w.npz", "w.training.json", "w.training.csv", "w.scan.csv"] {
        try FileManager.default.removeItem(atPath: folder.path(name))
      }
      #expect(try await SteelyardProcess.shell(command, in: folder).status == 0)
      #expect(try folder.contents == before)
      #expect(
        try await SteelyardProcess.run(Self.train + ["--seed", "5"], in: folder).status == 0)
      #expect(try folder.contents["w.npz"] != before["w.npz"])
    }
  }

  @Test func `finds temperatures in the files that the command sample leaves`() async throws {
    try await Workspace.with { folder in
      let sample = try await SteelyardProcess.shell(
        "mkdir t && for T in 1 2 3; do steelyard sample --size 8 --temperature $T --count 20 "
          + "--total-spin 0 --output t/$T.npy || exit 1; done", in: folder)
      #expect(sample.status == 0)
      let result = try await SteelyardProcess.run(
        [
          "classifier", "train", "t", "--output", "w.npz", "--json", "--epochs", "2",
          "--network", "fully-connected", "--hidden", "5", "--critical-temperature", "2.5",
        ], in: folder)
      let document = try result.jsonObject()
      #expect(document["labelTemperature"] as? Double == 2.5)
      #expect(document["epochs"] as? Int == 2)
      let scan = try #require(document["scan"] as? [[String: Any]])
      #expect(scan.map { $0["temperature"] as? Double } == [1, 2, 3])
      #expect(scan.map { $0["count"] as? Int } == [4, 4, 4])
    }
  }

  @Test(
    arguments: [
      ["up.npy@1", "mixed.npy@3"], ["--output", "w.npz"],
      ["up.npy@1", "--output", "w.npy"], ["up.npy@1", "--output", "w.npz", "--filters", "4,x"],
      ["up.npy@1", "--output", "w.npz", "--padding", "zero"],
      ["up.npy@1", "--output", "w.npz", "--critical-temperature", "0"],
      ["up.npy@1", "--output", "w.npz", "--critical-temperature", "nan"],
    ])
  func `calls wrong usage by its name`(arguments: [String]) async throws {
    try await Workspace.with { folder in
      try folder.writeTwoPhases()
      let result = try await SteelyardProcess.run(["classifier", "train"] + arguments, in: folder)
      #expect(result.status == 64)
      #expect(try folder.names == ["up.npy", "mixed.npy"])
    }
  }
}
