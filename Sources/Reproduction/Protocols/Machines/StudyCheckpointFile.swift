import BatchRuns
import DataFiles
import Foundation
import NeuralModels
import Storage

/// The file in which a unit keeps an unfinished training with what was measured so far.
///
/// It is for this program alone, a binary property list.
struct StudyCheckpointFile {
  let path: String

  private struct Contents: Codable {
    var options: BoltzmannTrainingOptions
    var weights: Data
    var visibleBias: Data
    var hiddenBias: Data
    var epoch: Int
    var step: Int
    var firstMoments: Data
    var secondMoments: Data
    var persistentChains: Data
    var history: [BoltzmannEpochRecord]
    var samplesHash: UInt64
    /// JSON, for numbers that are not finite.
    var snapshots: Data
  }

  /// Replaces the file.
  func write(_ checkpoint: BoltzmannCheckpoint, snapshots: [MachineSnapshot]) throws {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    let data = try encoder.encode(
      Contents(
        options: checkpoint.options, weights: bytes(checkpoint.machine.weights),
        visibleBias: bytes(checkpoint.machine.visibleBias),
        hiddenBias: bytes(checkpoint.machine.hiddenBias), epoch: checkpoint.epoch,
        step: checkpoint.step, firstMoments: bytes(checkpoint.firstMoments),
        secondMoments: bytes(checkpoint.secondMoments),
        persistentChains: bytes(checkpoint.persistentChains), history: checkpoint.history,
        samplesHash: checkpoint.samplesHash,
        snapshots: Data(
          try UnitRecord(unit: "snapshots", seconds: 0, result: snapshots).encoded().utf8)))
    var file = try AtomicFile(path: path)
    try file.write(Array(data))
    try file.commit()
  }

  /// What was written last; nil where there is no file.
  func read() throws -> (checkpoint: BoltzmannCheckpoint, snapshots: [MachineSnapshot])? {
    guard access(path, F_OK) == 0 else { return nil }
    let data = try Data(contentsOf: URL(filePath: path))
    let contents = try PropertyListDecoder().decode(Contents.self, from: data)
    let checkpoint = BoltzmannCheckpoint(
      options: contents.options,
      machine: try RestrictedBoltzmannMachine(
        weights: values(contents.weights), visibleBias: values(contents.visibleBias),
        hiddenBias: values(contents.hiddenBias)),
      epoch: contents.epoch, step: contents.step, firstMoments: values(contents.firstMoments),
      secondMoments: values(contents.secondMoments),
      persistentChains: values(contents.persistentChains), history: contents.history,
      samplesHash: contents.samplesHash)
    let snapshots = try UnitRecord<[MachineSnapshot]>(decoding: contents.snapshots).result
    return (checkpoint, snapshots)
  }

  private func bytes<Element: BitwiseCopyable>(_ values: [Element]) -> Data {
    values.withUnsafeBytes { Data($0) }
  }

  private func values<Element: BitwiseCopyable>(_ data: Data) -> [Element] {
    data.withUnsafeBytes { bytes in
      (0..<bytes.count / MemoryLayout<Element>.stride).map {
        bytes.loadUnaligned(
          fromByteOffset: $0 * MemoryLayout<Element>.stride, as: Element.self)
      }
    }
  }
}
