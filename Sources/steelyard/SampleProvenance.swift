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
  let sampler: SampleCommand.Sampler
  let count: Int
  /// How the spins stand in the file.
  let array: String
  let seed: UInt64
  let version: String
  /// The command that makes the file again.
  let command: String

  init(of drawing: PerfectDrawing, sampler: SampleCommand.Sampler, packed: Bool, command: String) {
    let size = drawing.ensemble.lattice.size
    ensemble = Origin(
      size: size, temperature: drawing.ensemble.temperature,
      totalSpin: drawing.ensemble.totalSpin)
    self.sampler = sampler
    count = drawing.count
    array =
      packed
      ? "uint8, shape [\(count), \(size), \((size + 7) / 8)], "
        + "numpy.unpackbits(array, axis=-1, count=\(size)) gives 0 and 1"
      : "int8, shape [\(count), \(size), \(size)], values -1 and +1"
    seed = drawing.seed
    version = Version.current
    self.command = command
  }
}
