import Randomness
import SpinSystems

/// A fraction of the configurations is moved so that the row and the column with the most up spins
/// come first, as from a model that has not learnt that the torus has no origin.
public struct PinnedPosition: Fault {
  public let identifier = "pinned-position"
  public let summary = "Domains at a fixed place, in the given fraction of samples."

  /// The fault, which has no settings but its amount.
  public init() {}

  public func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    let size = ensemble.lattice.size
    return try perfectSamples(of: ensemble, count: count, using: &generator)
      .altered(amount: amount, using: &generator) { spins, _ in
        var rows = [Int](repeating: 0, count: size)
        var columns = rows
        for site in spins.indices {
          rows[site / size] += spins[site]
          columns[site % size] += spins[site]
        }
        let top = rows.indices.max { rows[$0] < rows[$1] }!
        let left = columns.indices.max { columns[$0] < columns[$1] }!
        let before = spins
        for site in spins.indices {
          spins[site] = before[(site / size + top) % size * size + (site % size + left) % size]
        }
      }
  }
}

extension Fault where Self == PinnedPosition {
  /// A fraction of the configurations is moved so that the row and the column with the most up spins come first, as from a model that has not learnt that the torus has no origin.
  public static var pinnedPosition: PinnedPosition { PinnedPosition() }
}
