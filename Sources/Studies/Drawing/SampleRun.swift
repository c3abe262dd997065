import DataFiles
import Foundation
import MonteCarlo
import Reporting
import SpinSystems
import Storage

/// The making of one file of samples and of the file beside it that says where they come from.
///
/// Finished blocks are kept in FILE.npy.partial until the file has its name. A run that was killed goes
/// on from there and ends with the same bytes. Of several runs to the same file one works at a time.
public struct SampleRun: Sendable {
  /// The ensemble that is drawn from.
  public let ensemble: Ensemble
  /// What draws.
  public let sampler: any SamplingMethod
  /// Number of configurations, at least 1.
  public let count: Int
  /// Seed of every random number used.
  public let seed: UInt64
  /// The path of the file, which ends in ".npy".
  public let output: String
  /// Whether a spin is one bit rather than a byte.
  public let packed: Bool
  /// The command that makes the file again.
  public let command: String

  /// A run that is yet to be started.
  ///
  /// - Precondition: `count` is positive and `output` ends in ".npy".
  public init(
    ensemble: Ensemble, sampler: any SamplingMethod, count: Int, seed: UInt64, output: String,
    packed: Bool = false, command: String
  ) {
    precondition(count > 0 && output.hasSuffix(".npy"))
    self.ensemble = ensemble
    self.sampler = sampler
    self.count = count
    self.seed = seed
    self.output = output
    self.packed = packed
    self.command = command
  }

  private var sidecarPath: String { SampleProvenance.path(besides: output)! }
  private var blockFolder: URL { URL(filePath: output + ".partial") }

  /// Draws the configurations and writes both files.
  ///
  /// Where another process was at the same file, what the same command has left there is taken as it is.
  ///
  /// - Parameters:
  ///   - waiting: what is done where another process makes the same file.
  ///   - progress: is given what is being done, now and then, from any thread; nil at the end.
  /// - Throws: what says that there is no room or no such sampler, or why a file cannot be written;
  ///   `OutputInUse`.
  public func make(
    waiting: OutputLock.Waiting,
    progress: @escaping @Sendable (String?) -> Void = { _ in }
  ) throws -> SampleDocument {
    try DrawingError.requireMemory(for: count, on: ensemble.lattice)
    // Before the work, so that a place that cannot be written to is noticed at once.
    _ = try AtomicFile(path: output)
    let lock = try OutputLock(output, waiting: waiting)
    defer { withExtendedLifetime(lock) {} }
    if lock.hasWaited, let document = try finished() { return document }
    try OwnFolder.require(blockFolder.path(percentEncoded: false))
    var sidecar = try AtomicFile(path: sidecarPath)
    let kept = KeptEquilibration(
      folder: blockFolder, sampler: sampler, ensemble: ensemble, seed: seed)
    var remarks: [String] = []
    var known: Equilibration?
    switch kept.read() {
    case .found(let equilibration): known = equilibration
    case .refused(let why): remarks.append(why)
    case .missing: break
    }
    let plan = try sampler.plan(
      drawing: count, of: ensemble, seed: seed, equilibration: known
    ) { progress("\(output): measuring autocorrelation, \($0) sweeps …") }
    let folder = plan.blockCount > 1 ? blockFolder : nil
    if known == nil, folder != nil, let equilibration = plan.equilibration {
      try kept.write(equilibration)
    }
    let provenance = SampleProvenance(
      ensemble: ensemble, sampler: sampler.identifier, count: count, seed: seed, packed: packed,
      command: command, equilibration: plan.equilibration)
    try sidecar.write(Array(try JSONText.indented(provenance).utf8))
    try sidecar.synchronize()
    let clock = ContinuousClock()
    let start = clock.now
    let samples = try plan.run(keepingBlocksIn: folder) { [output, count] done in
      progress("\(output): \(done) of \(count) …")
    } remark: {
      remarks.append($0)
    }
    let rate = Double(count) / ((clock.now - start) / .seconds(1))
    progress("writing \(output) …")
    try SampleFile.writeNPY(samples, to: output, packed: packed)
    try sidecar.commit()
    // A run of other parameters may have been killed and have left some, too.
    kept.remove()
    DrawingPlan.removeBlocks(in: blockFolder)
    progress(nil)
    return document(of: samples, plan.equilibration, rate: rate, remarks: remarks)
  }

  /// The files that an earlier run of the same command has left, as a document; nil where there are
  /// none.
  public func finished() throws -> SampleDocument? {
    guard let provenance = SampleProvenance(besides: output), provenance.command == command,
      provenance.equilibration?.inconsistency == nil,
      FileManager.default.fileExists(atPath: output)
    else { return nil }
    let samples = try SampleFile.read(output).samples
    guard samples.count == count, samples.lattice == ensemble.lattice else { return nil }
    return document(of: samples, provenance.equilibration, rate: nil)
  }

  private func document(
    of samples: SampleSet, _ equilibration: Equilibration?, rate: Double?, remarks: [String] = []
  ) -> SampleDocument {
    SampleDocument(
      samples, of: ensemble, file: output, sampler: sampler.identifier, seed: seed,
      configurationsPerSecond: rate, warnings: (equilibration?.warnings ?? []) + remarks)
  }
}
