import Randomness
import SpinSystems

/// A fraction of the configurations is turned so that rows are more uniform than columns, as from a
/// chain that never left one orientation of the stripes.
public struct SingleOrientation: Fault {
  public let identifier = "single-orientation"
  public let summary = "Stripes along x only, in the given fraction of samples."

  /// The fault, which has no settings but its amount.
  public init() {}

  public func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    let size = ensemble.lattice.size
    return try perfectSamples(of: ensemble, count: count, using: &generator)
      .altered(amount: amount, using: &generator) { spins, _ in
        var (alongRows, alongColumns) = (0, 0)
        for site in spins.indices {
          let (row, column) = (site / size, site % size)
          alongRows += spins[site] * spins[row * size + (column + 1) % size]
          alongColumns += spins[site] * spins[(row + 1) % size * size + column]
        }
        guard alongRows < alongColumns else { return }
        let before = spins
        for site in spins.indices { spins[site] = before[site % size * size + site / size] }
      }
  }
}

extension Fault where Self == SingleOrientation {
  /// A fraction of the configurations is turned so that rows are more uniform than columns, as from a chain that never left one orientation of the stripes.
  public static var singleOrientation: SingleOrientation { SingleOrientation() }
}
