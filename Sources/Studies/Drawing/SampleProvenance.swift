import Foundation
import MonteCarlo
import Reporting
import SpinSystems
import Storage

/// What the JSON file beside a file of samples says: where they come from.
public struct SampleProvenance: Codable, Sendable {
  /// The ensemble that the samples were drawn from.
  public let ensemble: Ensemble
  /// The sampler that drew them.
  public let sampler: String
  /// Number of configurations.
  public let count: Int
  /// How the spins stand in the file.
  public let array: String
  /// Seed of every random number used.
  public let seed: UInt64
  /// The version of Steelyard that drew them.
  public let version: String
  /// The command that makes the file again.
  public let command: String
  /// How chains were brought to equilibrium; left out for perfect samples.
  public let equilibration: Equilibration?
  /// What a user of the samples should be warned of.
  public let warnings: [String]

  init(
    ensemble: Ensemble, sampler: String, count: Int, seed: UInt64, packed: Bool, command: String,
    equilibration: Equilibration?
  ) {
    self.ensemble = ensemble
    self.sampler = sampler
    self.count = count
    array = Self.array(of: ensemble.lattice, count: count, packed: packed)
    self.seed = seed
    version = Version.current
    self.command = command
    self.equilibration = equilibration
    warnings = equilibration?.warnings ?? []
  }

  /// What stands beside a file of samples; nil where there is nothing, or nothing that can be read.
  init?(besides file: String) {
    guard let path = Self.path(besides: file),
      let data = try? Data(contentsOf: URL(filePath: path)),
      let provenance = try? JSONDecoder().decode(SampleProvenance.self, from: data)
    else { return nil }
    self = provenance
  }

  /// Where it stands: FILE.json beside FILE.npy; nil beside other files.
  static func path(besides file: String) -> String? {
    file.hasSuffix(".npy") ? file.dropLast(".npy".count) + ".json" : nil
  }

  /// How the spins stand in a file that Steelyard writes.
  public static func array(of lattice: SquareLattice, count: Int, packed: Bool) -> String {
    let size = lattice.size
    return packed
      ? "uint8, shape [\(count), \(size), \((size + 7) / 8)], "
        + "numpy.unpackbits(array, axis=-1, count=\(size)) gives 0 and 1"
      : "int8, shape [\(count), \(size), \(size)], values -1 and +1"
  }
}
