import DataFiles
import Foundation
import NeuralModels
import Testing

@Suite struct `The command rbm train` {
  /// A training that takes a few thousandths of a second an epoch.
  static func request(epochs: Int, _ more: String...) -> [String] {
    [
      "rbm", "train", "t.npy", "--temperature", "1", "--total-spin", "0", "--output", "m.npz",
      "--epochs", "\(epochs)",
    ] + more
  }

  private func withTrainingSet(_ body: (Workspace) async throws -> Void) async throws {
    try await Workspace.with { folder in
      try folder.write(MachineBytes.trainingSet(200), to: "t.npy")
      try await body(folder)
    }
  }

  @Test func `writes a machine, its history and where it comes from`() async throws {
    try await withTrainingSet { folder in
      let result = try await SteelyardProcess.run(
        Self.request(epochs: 12, "--hidden", "9", "--json"), in: folder)
      #expect(result.status == 0, "\(result.standardError)")
      #expect(result.standardError == "")
      #expect(
        try folder.names == ["t.npy", "m.npz", "m.training.json", "m.training.csv"])
      let document = try result.jsonObject()
      #expect(document["visibleUnits"] as? Int == 16)
      #expect(document["hiddenUnits"] as? Int == 9)
      #expect(document["epochs"] as? Int == 12)
      #expect(document["resumedEpoch"] as? Int == 0)
      #expect(document["exactDivergence"] is NSNull)
      let mean = try #require(document["meanAbsoluteParameter"] as? Double)
      let (machine, lattice) = try RestrictedBoltzmannMachine.read(folder.path("m.npz"))
      #expect(machine.hiddenCount == 9 && lattice.size == 4)
      #expect(machine.meanAbsoluteParameter == mean)

      let history = String(decoding: try folder.bytes(of: "m.training.csv"), as: UTF8.self)
      let lines = history.split(separator: "\n")
      #expect(lines.first == "epoch,meanAbsoluteParameter,reconstructionError")
      #expect(lines.count == 13)
      #expect(lines.last?.hasPrefix("12,\(mean),") == true)

      let object = try JSONSerialization.jsonObject(
        with: Data(try folder.bytes(of: "m.training.json")))
      let provenance = try #require(object as? [String: Any])
      #expect(provenance["updates"] as? Int == 12 * 2)
      #expect((provenance["trainingSet"] as? [String: Any])?["count"] as? Int == 200)
      #expect((provenance["ensemble"] as? [String: Any])?["totalSpin"] as? Int == 0)

      // The command in it makes the same three files again.
      let before = try folder.contents
      try FileManager.default.removeItem(atPath: folder.path("m.npz"))
      let command = try #require(provenance["command"] as? String)
      #expect(try await SteelyardProcess.shell(command, in: folder).status == 0)
      #expect(try folder.contents == before)
    }
  }

  @Test(arguments: [[], ["--persistent"], ["--optimizer", "sgd", "--momentum", "0.5"]])
  func `goes on where it was killed and ends with the same bytes`(options: [String]) async throws {
    try await withTrainingSet { folder in
      let request = Self.request(epochs: 3000) + ["--checkpoint-every", "1"] + options
      // Killed as soon as there is a checkpoint, long before the last of the epochs.
      let killed = try await SteelyardProcess.shell(
        """
        steelyard \(request.joined(separator: " ")) & process=$!
        while [ ! -e m.checkpoint.npz ]; do sleep 0.01; done
        kill -KILL $process; wait $process 2> /dev/null; echo $?
        """, in: folder)
      #expect(killed.standardOutput == "137\n")
      #expect(try !folder.names.contains("m.npz"))
      let checkpoint = try BoltzmannCheckpoint(.read(folder.path("m.checkpoint.npz")))
      #expect(checkpoint.epoch >= 1)
      // The rest is short work: the number of epochs may change.
      let epochs = checkpoint.epoch + 7
      let resumed = try await SteelyardProcess.run(
        Self.request(epochs: epochs) + options + ["--json"], in: folder)
      #expect(resumed.status == 0, "\(resumed.standardError)")
      #expect(try resumed.jsonObject()["resumedEpoch"] as? Int == checkpoint.epoch)
      let names = ["m.npz", "m.training.csv", "m.training.json"]
      #expect(try !folder.names.contains("m.checkpoint.npz"))
      let first = try names.map { try folder.bytes(of: $0) }
      let whole = try await SteelyardProcess.run(
        Self.request(epochs: epochs) + options, in: folder)
      #expect(whole.status == 0)
      #expect(try names.map { try folder.bytes(of: $0) } == first)
    }
  }

  @Test func `stops when it diverges and keeps the machine from before`() async throws {
    try await withTrainingSet { folder in
      let result = try await SteelyardProcess.run(
        Self.request(
          epochs: 50, "--optimizer", "sgd", "--learning-rate", "300", "--momentum", "0.99"),
        in: folder)
      result.expectOneLineOfError(
        saying: ["t.npy: training diverged in epoch ", ", step ", "m.checkpoint.npz"])
      #expect(try folder.names == ["t.npy", "m.checkpoint.npz"])
      // What is kept is a machine, and is usable as one.
      let kept = try RestrictedBoltzmannMachine.read(folder.path("m.checkpoint.npz"))
      #expect(kept.machine.meanAbsoluteParameter.isFinite)
      let epoch = try #require(
        result.standardError.firstMatch(of: /diverged in epoch (\d+), step/)?.1)
      let checkpoint = try BoltzmannCheckpoint(.read(folder.path("m.checkpoint.npz")))
      #expect("\(checkpoint.epoch + 1)" == epoch)
    }
  }

  @Test(arguments: [
    (["--hidden", "9"], "hidden units 16; wanted 9"), (["--seed", "2"], "seed"),
    (["--learning-rate", "0.01"], "learning rate 0.005"), (["--batch", "50"], "batch size 100"),
    (["--temperature", "2"], "ensemble L = 4, T = 1.0"), (["--epochs", "2"], "at most 2"),
  ])
  func `refuses the checkpoint of another training`(
    options: [String], saying: String
  ) async throws {
    try await withTrainingSet { folder in
      try await Self.leaveCheckpoint(in: folder)
      let before = try folder.contents
      let request = Self.request(epochs: 20).filter { $0 != "--temperature" && $0 != "1" }
      let temperature = options.contains("--temperature") ? [] : ["--temperature", "1"]
      let result = try await SteelyardProcess.run(request + temperature + options, in: folder)
      result.expectOneLineOfError(saying: [
        "m.checkpoint.npz: found an unfinished training", saying,
      ])
      #expect(try folder.contents == before)
    }
  }

  @Test func `refuses a checkpoint of other samples, and one that is damaged`() async throws {
    try await withTrainingSet { folder in
      try await Self.leaveCheckpoint(in: folder)
      try folder.write(MachineBytes.trainingSet(199), to: "t.npy")
      let other = try await SteelyardProcess.run(Self.request(epochs: 20), in: folder)
      other.expectOneLineOfError(saying: ["m.checkpoint.npz: ", "other samples"])
      try folder.write(folder.bytes(of: "m.checkpoint.npz").dropLast(100), to: "m.checkpoint.npz")
      let damaged = try await SteelyardProcess.run(Self.request(epochs: 20), in: folder)
      damaged.expectOneLineOfError(saying: ["m.checkpoint.npz: found a damaged"])
    }
  }

  /// Leaves the checkpoint after epoch 5 of a training.
  private static func leaveCheckpoint(in folder: Workspace) async throws {
    let samples = try SampleFile.read(folder.path("t.npy")).samples
    var options = BoltzmannTrainingOptions(hiddenCount: 16, seed: 20_210_312)
    options.epochs = 20
    var training = try BoltzmannTraining(samples, options: options)
    for _ in 0..<5 { try training.runEpoch() }
    var archive = training.checkpoint.archive
    archive.arrays.append(("claim", NumericArray(text: "L = 4, T = 1.0, ΣS = 0 fixed")))
    try archive.write(to: folder.path("m.checkpoint.npz"))
  }
}
