import MonteCarlo
import SpinSystems
import Validation

/// What the JSON file beside a file of samples says: where they come from.
struct SampleProvenance: Encodable {
  struct Origin: Encodable {
    let size: Int
    let temperature: Double
    let totalSpin: Int?

    private enum CodingKeys: CodingKey {
      case size, temperature, totalSpin
    }

    /// Encodes a free ΣS as null rather than leaving the key out.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(size, forKey: .size)
      try container.encode(temperature, forKey: .temperature)
      try container.encode(totalSpin, forKey: .totalSpin)
    }
  }

  let ensemble: Origin
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
    let size = ensemble.lattice.size
    self.ensemble = Origin(
      size: size, temperature: ensemble.temperature, totalSpin: ensemble.totalSpin)
    self.sampler = sampler
    self.count = count
    array =
      packed
      ? "uint8, shape [\(count), \(size), \((size + 7) / 8)], "
        + "numpy.unpackbits(array, axis=-1, count=\(size)) gives 0 and 1"
      : "int8, shape [\(count), \(size), \(size)], values -1 and +1"
    self.seed = seed
    version = Version.current
    self.command = command
    self.equilibration = equilibration
    warnings = equilibration?.warnings ?? []
  }
}
