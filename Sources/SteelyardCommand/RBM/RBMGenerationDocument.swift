import DataFiles
import NeuralModels
import Reporting
import SpinSystems
import Statistics
import Storage
import Studies

/// What `steelyard rbm generate` prints.
struct RBMGenerationDocument: Encodable {
  let file: String
  let count: Int
  let machine: String
  let steps: Int
  /// "random" or "data".
  let start: String
  /// ΣS where every step conserves it.
  @OrNull var totalSpin: Int?
  /// The configurations' mean of H/N.
  let energyDensity: Double
  /// Its standard error; nil for one configuration, which tells nothing of it.
  @OrNull var standardError: Double?
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
    energyDensity = energy.energyDensity
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
    totalSpin = run.source.totalSpin
    standardError = samples.count > 1 ? energy.standardError : nil
  }

  private enum CodingKeys: CodingKey {
    case file, count, machine, steps, start, totalSpin, energyDensity, standardError, seed
    case chainStepsPerSecond
  }

  /// The same for people.
  var text: String {
    let law = totalSpin.map { ", ΣS = \($0) imposed" } ?? ""
    let error = standardError.map { " ± \(decimal($0, 6))" } ?? ""
    return """
      \(count) configurations of L = \(size) from \(shellQuoted(machine)), seed \(seed)
      each after \(steps) Gibbs steps from a \(start) start\(law)

      energy density ε     \(decimal(energyDensity, 6))\(error) J per site
      rate                 \(brief(chainStepsPerSecond)) chain-steps a second
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
