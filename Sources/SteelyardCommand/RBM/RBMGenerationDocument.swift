import Storage
import DataFiles
import Foundation
import NeuralModels
import SpinSystems

/// What `steelyard rbm generate` prints.
struct RBMGenerationDocument: Encodable {
  let file: String
  let count: Int
  let machine: String
  let steps: Int
  /// "random" or "data".
  let start: String
  /// ΣS where every step conserves it.
  let totalSpin: Int?
  /// The configurations' mean of H/N.
  let energyDensity: Double
  /// Its standard error; nil for one configuration, which tells nothing of it.
  let standardError: Double?
  let seed: UInt64
  /// Gibbs steps of all chains together.
  let chainStepsPerSecond: Double
  let provenance: RBMGenerationProvenance
  private let size: Int

  init(
    _ run: RBMGenerationRun, samples: SampleSet, energy: MixingCurve.Point, stepsPerSecond: Double
  ) {
    file = run.output
    count = samples.count
    machine = run.source.path
    steps = run.steps
    start = run.startsFromData ? "data" : "random"
    totalSpin = run.source.totalSpin
    energyDensity = energy.energyDensity
    standardError = samples.count > 1 ? energy.standardError : nil
    seed = run.seed
    chainStepsPerSecond = stepsPerSecond
    size = samples.lattice.size
    provenance = RBMGenerationProvenance(
      machine: run.source.path, size: samples.lattice.size,
      hiddenUnits: run.source.machine.hiddenCount, count: samples.count, steps: run.steps,
      start: start, data: run.startsFromData ? run.source.dataPath : nil,
      totalSpin: run.source.totalSpin,
      array: SampleProvenance.array(of: samples.lattice, count: samples.count, packed: run.packed),
      seed: run.seed, version: Version.current, command: run.command)
  }

  private enum CodingKeys: CodingKey {
    case file, count, machine, steps, start, totalSpin, energyDensity, standardError, seed
    case chainStepsPerSecond
  }

  /// Encodes what is unknown as null rather than leaving the key out.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(file, forKey: .file)
    try container.encode(count, forKey: .count)
    try container.encode(machine, forKey: .machine)
    try container.encode(steps, forKey: .steps)
    try container.encode(start, forKey: .start)
    try container.encode(totalSpin, forKey: .totalSpin)
    try container.encode(energyDensity, forKey: .energyDensity)
    try container.encode(standardError, forKey: .standardError)
    try container.encode(seed, forKey: .seed)
    try container.encode(chainStepsPerSecond, forKey: .chainStepsPerSecond)
  }

  /// The same for people.
  var text: String {
    let law = totalSpin.map { ", ΣS = \($0) imposed" } ?? ""
    let error = standardError.map { String(format: " ± %.6f", $0) } ?? ""
    return """
      \(count) configurations of L = \(size) from \(shellQuoted(machine)), seed \(seed)
      each after \(steps) Gibbs steps from a \(start) start\(law)

      energy density ε     \(String(format: "%.6f", energyDensity))\(error) J per site
      rate                 \(String(format: "%.3g", chainStepsPerSecond)) chain-steps a second
      file                 \(shellQuoted(file))

      """
  }
}

/// What the JSON file beside a file of a machine's configurations says: where they come from.
struct RBMGenerationProvenance: Encodable {
  let machine: String
  let size: Int
  let hiddenUnits: Int
  let count: Int
  let steps: Int
  let start: String
  /// The file of configurations that chains began at.
  let data: String?
  let totalSpin: Int?
  /// How the spins stand in the file.
  let array: String
  let seed: UInt64
  let version: String
  /// The command that makes the file again.
  let command: String
}
