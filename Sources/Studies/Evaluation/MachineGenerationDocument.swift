import NeuralModels
import Reporting
import SpinSystems
import Statistics
import Storage

/// What `steelyard rbm generate` prints.
package struct MachineGenerationDocument: Encodable {
  let file: String
  let count: Int
  let machine: String
  let steps: Int
  let start: ChainStart
  /// ΣS where every step conserves it.
  @OrNull var totalSpin: Int?
  /// The configurations' mean of H/N.
  let energyDensity: Double
  /// Its standard error; null for one configuration, which tells nothing of it.
  @OrNull var standardError: Double?
  let seed: UInt64
  /// Gibbs steps of all chains together.
  let chainStepsPerSecond: Double
  private let size: Int

  init(
    _ provenance: MachineGenerationProvenance, file: String, energy: MixingCurve.Point,
    chainStepsPerSecond: Double
  ) {
    self.file = file
    (count, machine, steps) = (provenance.count, provenance.machine, provenance.steps)
    (start, seed, size) = (provenance.start, provenance.seed, provenance.size)
    energyDensity = energy.energyDensity
    self.chainStepsPerSecond = chainStepsPerSecond
    totalSpin = provenance.totalSpin
    standardError = count > 1 ? energy.standardError : nil
  }

  private enum CodingKeys: CodingKey {
    case file, count, machine, steps, start, totalSpin, energyDensity, standardError, seed
    case chainStepsPerSecond
  }

  /// The same for people.
  package var text: String {
    let law = totalSpin.map { ", ΣS = \($0) imposed" } ?? ""
    let error = standardError.map { " ± \(decimal($0, 6))" } ?? ""
    return """
      \(count) configurations of L = \(size) from \(shellQuoted(machine)), seed \(seed)
      each after \(steps) Gibbs steps from a \(start.rawValue) start\(law)

      energy density ε     \(decimal(energyDensity, 6))\(error) J per site
      rate                 \(brief(chainStepsPerSecond)) chain-steps a second
      file                 \(shellQuoted(file))

      """
  }
}

/// What the JSON file beside a file of a machine's configurations says: where they come from.
struct MachineGenerationProvenance: Encodable {
  let machine: String
  let size: Int
  let hiddenUnits: Int
  let count: Int
  let steps: Int
  let start: ChainStart
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
