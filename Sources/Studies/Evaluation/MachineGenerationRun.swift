import DataFiles
import NeuralModels
import SpinSystems
import Storage

/// The drawing of one file of configurations from a machine, with the files beside it.
public enum MachineGenerationRun {
  /// Draws the configurations and writes all files.
  ///
  /// - Parameters:
  ///   - start: random, or data, of which there have to be some.
  ///   - count: number of chains, and of configurations.
  ///   - steps: Gibbs steps of each.
  ///   - output: the path of the configurations, which ends in .npy; a .json beside it says how they were
  ///     made.
  ///   - waiting: what is done where another process makes the same file.
  ///   - packed: whether to write one bit a spin.
  ///   - mixingCurvePath: where e(k) goes, from both starts, if it is wanted.
  ///   - command: the command that makes the files again.
  ///   - progress: is told now and then what is being done.
  /// - Throws: where chains cannot be had, or a file cannot be written.
  package static func draw(
    from source: MachineSource, start: ChainStart, count: Int, steps: Int, seed: UInt64,
    output: String, waiting: OutputLock.Waiting, packed: Bool, mixingCurvePath: String?,
    command: String,
    progress: (String) -> Void
  ) throws -> MachineGenerationDocument {
    // Before the work, so that a place that cannot be written to is noticed at once.
    _ = try AtomicFile(path: output)
    let lock = try OutputLock(output, waiting: waiting)
    defer { withExtendedLifetime(lock) {} }
    let sidecarPath = path(beside: output, ending: ".json")
    _ = try AtomicFile(path: sidecarPath)
    if let mixingCurvePath { _ = try AtomicFile(path: mixingCurvePath) }
    guard var chains = try source.chains(from: start, count: count, seed: seed) else {
      preconditionFailure("there are no data to start from")
    }
    func curve(advancing chains: inout GibbsChains, from start: ChainStart) -> MixingCurve {
      MixingCurve(advancing: &chains, to: steps) { made in
        progress("\(source.path): step \(made) of \(steps) from \(start.name) …")
      }
    }
    let beginning = ContinuousClock.now
    let own = curve(advancing: &chains, from: start)
    let rate =
      Double(count) * Double(steps) / ((ContinuousClock.now - beginning) / .seconds(1))
    var curves = [(start, own)]
    let other: ChainStart = start == .data ? .random : .data
    if mixingCurvePath != nil, source.data != nil,
      var others = try source.chains(from: other, count: count, seed: seed)
    {
      curves.append((other, curve(advancing: &others, from: other)))
    }
    let samples = chains.samples
    let provenance = MachineGenerationProvenance(
      machine: source.path, size: samples.lattice.size, hiddenUnits: source.machine.hiddenCount,
      count: count, steps: steps, start: start, data: start == .data ? source.dataPath : nil,
      totalSpin: source.totalSpin,
      array: SampleProvenance.array(of: samples.lattice, count: count, packed: packed), seed: seed,
      version: Version.current, command: command)
    try writeTogether([(sidecarPath, try JSONText.indented(provenance))]) {
      if let mixingCurvePath { try AtomicFile.write(csv(curves), to: mixingCurvePath) }
      progress("writing \(output) …")
      try SampleFile.writeNPY(samples, to: output, packed: packed)
    }
    return MachineGenerationDocument(
      provenance, file: output, energy: own.points.last!, chainStepsPerSecond: rate)
  }

  private static func csv(_ curves: [(start: ChainStart, curve: MixingCurve)]) -> String {
    var text = "start,steps,energyDensity,standardError\n"
    for (start, curve) in curves.sorted(by: { $0.start == .random && $1.start != .random }) {
      for point in curve.points {
        text += "\(start.rawValue),\(point.steps),\(point.energyDensity),"
        text += "\(point.standardError)\n"
      }
    }
    return text
  }
}
