import DataFiles
import Foundation
@testable import NeuralModels
import Randomness
import SpinSystems
import Testing

@Suite struct `Files of checkpoints` {
  static func checkpoint(isPersistent: Bool) throws -> (BoltzmannCheckpoint, SampleSet) {
    var generator = Xoshiro256PlusPlus(state: (1, 2, 3, 4))
    var samples = SampleSet(lattice: SquareLattice(size: 4))
    for _ in 0..<30 { samples.append(packed: [generator.next() >> 48]) }
    var options = BoltzmannTrainingOptions(hiddenCount: 5, seed: .max)
    options.isPersistent = isPersistent
    options.batchSize = 8
    options.optimizer = isPersistent ? .stochasticGradient(learningRate: 0.1) : .adam()
    var training = try BoltzmannTraining(samples, options: options)
    try training.runEpoch()
    try training.runEpoch()
    return (training.checkpoint, samples)
  }

  @Test(arguments: [false, true])
  func `A training goes on from a file as from the checkpoint in memory`(
    isPersistent: Bool
  ) throws {
    let (checkpoint, samples) = try Self.checkpoint(isPersistent: isPersistent)
    let archive = try ArrayArchive.read(checkpoint.archive.bytes(), named: "c.npz")
    #expect(try BoltzmannCheckpoint(archive) == checkpoint)
    var first = try BoltzmannTraining(resuming: BoltzmannCheckpoint(archive), samples: samples)
    var second = try BoltzmannTraining(resuming: checkpoint, samples: samples)
    try first.runEpoch()
    try second.runEpoch()
    #expect(first.checkpoint == second.checkpoint)
  }

  @Test func `A divergence that was recorded is kept, and one that was not stays unknown`() throws {
    var (checkpoint, _) = try Self.checkpoint(isPersistent: false)
    checkpoint.history[1] = BoltzmannEpochRecord(
      epoch: 2, meanAbsoluteParameter: 0.1, reconstructionError: 0.2, exactDivergence: 0.3)
    let read = try BoltzmannCheckpoint(checkpoint.archive)
    #expect(read.history.map(\.exactDivergence) == [nil, 0.3])
  }

  @Test func `A checkpoint is a machine to a reader of machines`() throws {
    let (checkpoint, _) = try Self.checkpoint(isPersistent: false)
    #expect(try RestrictedBoltzmannMachine(checkpoint.archive) == checkpoint.machine)
  }

  @Test(arguments: [
    ("options", NumericArray(text: "{}"), "options of a training"),
    ("options", NumericArray(text: "a\nb\u{1B}"), "a\\nb\\u{1B}"),
    ("options", NumericArray(1.5), "an array that is no text"),
    ("epoch", NumericArray(3), "found shape [2]; wanted shape [3]"),
    ("step", NumericArray(0.5), "found float64; wanted an integer"),
    ("firstMoments", NumericArray(0.5), "found shape []; wanted one axis"),
    ("persistentChains", NumericArray(shape: [1], [0.5]), "found float64; wanted integers"),
  ])
  func `Arrays that are no checkpoint are refused by name`(
    name: String, replacement: NumericArray, saying: String
  ) throws {
    let (checkpoint, _) = try Self.checkpoint(isPersistent: false)
    var archive = ArrayArchive(checkpoint.archive.arrays, named: "c.npz")
    let index = try #require(archive.arrays.firstIndex { $0.name == name })
    archive.arrays[index].array = replacement
    let error = try #require(throws: SampleFileError.self) { try BoltzmannCheckpoint(archive) }
    #expect(error.description.hasPrefix("c.npz, array \""), "\(error)")
    #expect(error.description.contains(saying), "\(error)")
  }

  @Test func `A machine without the rest of a training is refused`() throws {
    let (checkpoint, _) = try Self.checkpoint(isPersistent: false)
    let archive = ArrayArchive(checkpoint.machine.archive.arrays, named: "m.npz")
    let error = try #require(throws: SampleFileError.self) { try BoltzmannCheckpoint(archive) }
    #expect(error.kind == .arrayName)
  }
}
