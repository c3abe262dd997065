import MonteCarlo
import SpinSystems
import Storage
import Studies

/// What the JSON file beside a file of samples says: where they come from.
struct SampleProvenance: Encodable {
  let ensemble: Ensemble
  let sampler: String
  let count: Int
  /// How the spins stand in the file.
  let array: String
  let seed: UInt64
  let version: String
  /// The command that makes the file again.
  let command: String
  /// How chains were brought to equilibrium; left out for perfect samples.
  let equilibration: Equilibration?
  /// What a user of the samples should be warned of.
  let warnings: [String]

  init(
    ensemble: Ensemble, sampler: String, count: Int, seed: UInt64, packed: Bool, command: String,
    equilibration: Equilibration?
  ) {
    self.ensemble = ensemble
    self.sampler = sampler
    self.count = count
    array = arrayDescription(of: ensemble.lattice, count: count, packed: packed)
    self.seed = seed
    version = Version.current
    self.command = command
    self.equilibration = equilibration
    warnings = equilibration?.warnings ?? []
  }
}
