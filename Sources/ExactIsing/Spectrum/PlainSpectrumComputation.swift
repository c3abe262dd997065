import Randomness

/// g(E, M) by carrying polynomials all the way around the torus: the plain method that
/// `SpectrumComputation` is measured against, and checked with.
///
/// For one first row of each class, rows are added until the first row closes the torus. There are no
/// halves to multiply, no transforms and no primes; coefficients are whole numbers of 128 bits.
public struct PlainSpectrumComputation: Sendable {
  /// L.
  public let size: Int
  private let classes: RowClasses

  /// The sizes it can do in reasonable memory. L = 10 takes 145 MB for each of at most two cores.
  public static let sizes = 2...10

  /// A pair of energy and total spin.
  public struct Cell: Hashable, Sendable {
    /// H.
    public let energy: Int
    /// ΣS.
    public let totalSpin: Int
  }

  /// - Throws: `ExactError.noSpectrum` for a size outside `sizes`.
  public init(size: Int) throws(ExactError) {
    guard Self.sizes.contains(size) else { throw .noSpectrum(size: size) }
    self.size = size
    classes = RowClasses(size: size)
  }

  /// g for every energy and total spin that occurs.
  public func run() -> [Cell: UInt128] {
    let size = size
    let tables = WorkSharing(workersAtMost: 2).map(count: classes.classes.count) {
      HalfTorus<UInt128>(size: size, interiorRows: size - 1)
    } work: { torus, index in
      closed(&torus, over: classes.classes[index])
    }
    // Half of a class are the flipped images of the other half, with the opposite total spin.
    var twice: [Cell: UInt128] = [:]
    for (rowClass, counts) in zip(classes.classes, tables) {
      for (cell, count) in counts {
        let flipped = Cell(energy: cell.energy, totalSpin: -cell.totalSpin)
        twice[cell, default: 0] += count * UInt128(rowClass.memberCount)
        twice[flipped, default: 0] += count * UInt128(rowClass.memberCount)
      }
    }
    return twice.mapValues { $0 / 2 }
  }

  /// The numbers of configurations whose first row is the representative.
  private func closed(
    _ torus: inout HalfTorus<UInt128>, over rowClass: RowClass
  ) -> [(Cell, UInt128)] {
    torus.start(firstRow: rowClass.representative)
    for _ in 1..<size { torus.addRow() }
    let polynomial = torus.coefficients + rowClass.representative * torus.stateStride
    var counts: [(Cell, UInt128)] = []
    for upCount in 0...torus.highestUpCount {
      for pairs in 0...torus.highestBrokenPairs {
        let count = polynomial[upCount * torus.rowStride + pairs]
        guard count > 0 else { continue }
        let cell = Cell(
          energy: 4 * (pairs + rowClass.brokenBondPairs) - 2 * size * size,
          totalSpin: 2 * (upCount + rowClass.upCount) - size * size)
        counts.append((cell, count))
      }
    }
    return counts
  }
}
