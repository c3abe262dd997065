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
      // 95 and 50 of 100 spins up are easily told apart. Mere guesses would be right for 20 of 40 test
      // inputs, with a standard deviation of 3.2: nine in ten is five of them away.
      let accuracy = try #require(document["testAccuracy"] as? Double)
      #expect(accuracy >= 0.9)
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
      let rows = scan.dropFirst().map { $0.split(separator: ",").map { Double($0) ?? .nan } }
      #expect(rows.map { Array($0.prefix(2)) } == [[10, 1], [10, 3.5]])
      #expect(rows[0][2] > 0.5 && rows[1][2] < 0.5 && rows.allSatisfy { $0[3] > 0 })
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
