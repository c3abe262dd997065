import DataFiles
import Foundation
import NeuralModels
import Randomness
import SpinSystems
import Studies
import Testing

@Suite struct `A classifier's files` {
  /// Configurations of fair coins, or all up.
  private func write(
    _ name: String, size: Int = 4, count: Int = 20, isOrdered: Bool = false,
    in folder: StudyFolder
  ) throws {
    let lattice = SquareLattice(size: size)
    var stream = RandomStreams(seed: UInt64(count)).stream("coins")
    var samples = SampleSet(lattice: lattice, capacity: count)
    let mask: UInt64 = 1 << UInt64(lattice.siteCount) - 1
    for _ in 0..<count { samples.append(packed: [isOrdered ? mask : stream.next() & mask]) }
    try SampleFile.writeNPY(samples, to: folder.path(name), packed: false)
  }

  @Test func `go by their temperatures, and together where those are the same`() throws {
    let folder = try StudyFolder()
    try write("hot.npy", in: folder)
    try write("cold.npy", count: 30, isOrdered: true, in: folder)
    var read: [String] = []
    let series = try ClassifierSeries(
      ["hot.npy@3", "cold.npy@1.5", "hot.npy@3"].map { folder.path($0) }
    ) { read.append($0) }
    #expect(series.points.map(\.temperature) == [1.5, 3])
    #expect(series.points.map(\.inputs.count) == [30, 40])
    #expect(series.files.map(\.count) == [20, 30, 20])
    #expect(series.shape == MapShape(rows: 4, columns: 4))
    #expect(read.count == 3)
  }

  @Test(
    arguments: [
      (["a.npy@3", "b.npy@2"], "found L = 6; wanted L = 4"),
      (["a.npy"], "found no word of its temperature"),
      (["a.npy@-1"], "found the temperature \"-1\""),
    ])
  func `are refused where they do not go together`(names: [String], message: String) throws {
    let folder = try StudyFolder()
    try write("a.npy", in: folder)
    try write("b.npy", size: 6, in: folder)
    let error = #expect(throws: TemperatureFileError.self) {
      try ClassifierSeries(names.map { folder.path($0) })
    }
    #expect(error.map { "\($0)".contains(message) } == true)
  }

  @Test func `train a network, whose files say what was made of them`() throws {
    let folder = try StudyFolder()
    try write("hot.npy", count: 100, in: folder)
    try write("cold.npy", count: 100, isOrdered: true, in: folder)
    var options = ClassifierTrainingOptions()
    options.maximumEpochs = 5
    options.patience = nil
    var epochs = 0
    let document = try ClassifierTrainingRun.train(
      on: ["hot.npy@3", "cold.npy@1"].map { folder.path($0) }, by: nil, labelTemperature: 2,
      options: options, quantity: .output, output: folder.path("w.npz"),
      waiting: .refused, command: "again",
      architecture: { try .fullyConnected(input: $0, hiddenUnits: 3) },
      epoch: { _ in epochs += 1 }, progress: { _ in })
    #expect(epochs == 5)
    #expect(document.text.contains("140 configurations for training, 20 for validation"))
    #expect(
      try folder.names == [
        "hot.npy", "cold.npy", "w.npz", "w.training.json", "w.training.csv", "w.scan.csv",
      ])
    let lines = String(decoding: try folder.data("w.training.csv"), as: UTF8.self)
      .split(separator: "\n")
    #expect(lines.count == 6)
    let scan = try ClassifierScan(
      weights: folder.path("w.npz"), ["hot.npy@3", "cold.npy@1"].map { folder.path($0) })
    #expect(scan.table.csv(.output).split(separator: "\n").count == 3)
    // All configurations that are all up are one input.
    let classifier = try PhaseClassifier.read(folder.path("w.npz"))
    let cold = try SampleFile.read(folder.path("cold.npy")).samples
    #expect(Set(try classifier.outputs(cold)).count == 1)
  }
}
