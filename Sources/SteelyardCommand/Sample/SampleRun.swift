import DataFiles
import ExactIsing
import Foundation
import MonteCarlo
import SpinSystems
import Storage

/// The making of one file of samples and of the file beside it that says where they come from.
///
/// Finished blocks are kept in FILE.npy.partial until the file has its name. A run that was killed goes
/// on from there and ends with the same bytes.
struct SampleRun {
  let ensemble: Ensemble
  let sampler: any SamplingMethod
  let count: Int
  let seed: UInt64
  let output: String
  let packed: Bool
  /// The command that makes the file again.
  let command: String

  private var sidecarPath: String { output.dropLast(".npy".count) + ".json" }
  private var blockFolder: URL { URL(filePath: output + ".partial") }

  /// Draws the configurations and writes both files.
  func make() throws -> SampleDocument {
    try DrawingError.requireMemory(for: count, on: ensemble.lattice)
    // Before the work, so that a place that cannot be written to is noticed at once.
    _ = try AtomicFile(path: output)
    var sidecar = try AtomicFile(path: sidecarPath)
    let plan = try prepare()
    let equilibration = plan.equilibration
    let provenance = SampleProvenance(
      ensemble: ensemble, sampler: sampler.identifier, count: count, seed: seed, packed: packed,
      command: command, equilibration: equilibration)
    try sidecar.write(Array(try JSONText.indented(provenance).utf8))
    try sidecar.synchronize()
    let clock = ContinuousClock()
    let start = clock.now
    let folder = plan.blockCount > 1 ? blockFolder : nil
    let samples = try plan.run(keepingBlocksIn: folder) { done in
      Terminal.showProgress("\(output): \(done) of \(count) …")
    }
    let rate = Double(count) / ((clock.now - start) / .seconds(1))
    Terminal.showProgress("writing \(output) …")
    try SampleFile.writeNPY(samples, to: output, packed: packed)
    try sidecar.commit()
    if let folder {
      KeptEquilibration.remove(from: folder)
      plan.removeBlocks(in: folder)
    }
    Terminal.showProgress(nil)
    return document(of: samples, equilibration, rate: rate)
  }

  /// The files that an earlier run of the same command has left, as a document; nil where there are
  /// none.
  func finished() throws -> SampleDocument? {
    guard let data = try? Data(contentsOf: URL(filePath: sidecarPath)),
      let provenance = try? JSONDecoder().decode(KeptProvenance.self, from: data),
      provenance.command == command, FileManager.default.fileExists(atPath: output)
    else { return nil }
    let samples = try SampleFile.read(output).samples
    guard samples.count == count, samples.lattice == ensemble.lattice else { return nil }
    return document(of: samples, provenance.equilibration, rate: nil)
  }

  private func document(
    of samples: SampleSet, _ equilibration: Equilibration?, rate: Double?
  ) -> SampleDocument {
    SampleDocument(
      samples, file: output, sampler: sampler.identifier, seed: seed, configurationsPerSecond: rate,
      warnings: equilibration?.warnings ?? [])
  }

  private func prepare() throws -> DrawingPlan {
    let identity = "\(sampler.identifier) \(ensemble) seed \(seed)"
    let kept = KeptEquilibration.read(from: blockFolder, identity: identity)
    let plan = try sampler.plan(drawing: count, of: ensemble, seed: seed, equilibration: kept) {
      Terminal.showProgress("\(output): measuring autocorrelation, \($0) sweeps …")
    }
    if kept == nil, let equilibration = plan.equilibration, plan.blockCount > 1 {
      try KeptEquilibration(identity: identity, equilibration: equilibration)
        .write(to: blockFolder)
    }
    return plan
  }
}

/// What is read back of a file of provenance.
private struct KeptProvenance: Decodable {
  let command: String
  let equilibration: Equilibration?
}

/// The equilibration of an unfinished run, kept beside its blocks.
private struct KeptEquilibration: Codable {
  let identity: String
  let equilibration: Equilibration

  private static let fileName = "equilibration.json"

  static func read(from folder: URL, identity: String) -> Equilibration? {
    guard let data = try? Data(contentsOf: folder.appending(path: fileName)),
      let kept = try? JSONDecoder().decode(KeptEquilibration.self, from: data),
      kept.identity == identity
    else { return nil }
    return kept.equilibration
  }

  func write(to folder: URL) throws {
    let path = folder.path(percentEncoded: false)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      // One that was cut short is not JSON, and is made again.
      try AtomicFile.write(
        Array(JSONEncoder().encode(self)),
        to: folder.appending(path: Self.fileName).path(percentEncoded: false))
    } catch {
      throw ConfigurationFileError(
        file: path, found: "a folder that cannot be written",
        wanted: "a place for the blocks of an unfinished run")
    }
  }

  static func remove(from folder: URL) {
    try? FileManager.default.removeItem(at: folder.appending(path: fileName))
  }
}
