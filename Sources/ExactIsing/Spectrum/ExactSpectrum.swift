import SpinSystems
import Synchronization

/// The number g(E, M) of configurations with energy H = E and ΣS = M, in exact whole numbers.
///
/// With it go, just as exact, the sums of s_j s_(j+r) over those configurations, from which C(r)
/// follows at any temperature. Iteration visits every cell with g > 0, in ascending order of energy,
/// then of total spin. See `SpectrumPlan` for the method.
public struct ExactSpectrum: Sendable {
  /// The lattice of the configurations that are counted.
  public let lattice: SquareLattice
  private let cells: [SpectrumCell]
  private let places: [Place: Int]

  private struct Place: Hashable {
    let energy: Int
    let totalSpin: Int
  }

  /// The sizes whose spectrum is to be had.
  public static let sizes = 2...12

  /// The sizes whose spectrum is computed when it is wanted; it takes a few milliseconds.
  static let computedSizes = 2...7

  /// The spectrum of the L × L lattice.
  ///
  /// For L ≤ 7 it is computed, for L = 8 … 12 it comes from a file (see `SpectrumFiles`) whose
  /// contents are checked against the sum rules of infinite temperature. Either is done once per
  /// process.
  ///
  /// - Throws: `ExactError.noSpectrum` for a size outside `sizes`; an error of the file if it cannot
  ///   be read or its contents are damaged.
  public init(size: Int) throws(ExactError) {
    guard Self.sizes.contains(size) else { throw .noSpectrum(size: size) }
    self = try Self.known.withLock { (known) throws(ExactError) in
      if let spectrum = known[size] { return spectrum }
      let spectrum =
        Self.computedSizes.contains(size)
        ? try SpectrumComputation(size: size).run()
        : try SpectrumFiles.fromEnvironment.read(size: size)
      known[size] = spectrum
      return spectrum
    }
  }

  private static let known = Mutex<[Int: ExactSpectrum]>([:])

  init(size: Int, cells: [SpectrumCell]) {
    lattice = SquareLattice(size: size)
    self.cells = cells
    places = Dictionary(
      uniqueKeysWithValues: cells.enumerated().map { index, cell in
        (Place(energy: cell.energy, totalSpin: cell.totalSpin), index)
      })
  }

  /// g(E, M), or 0 where no configuration has that energy and total spin.
  public subscript(energy energy: Int, totalSpin totalSpin: Int) -> BigInteger {
    cell(energy: energy, totalSpin: totalSpin)?.count ?? 0
  }

  /// The states of one energy and total spin, or nil if there are none.
  public func cell(energy: Int, totalSpin: Int) -> SpectrumCell? {
    places[Place(energy: energy, totalSpin: totalSpin)].map { cells[$0] }
  }

  /// Σ over all configurations of energy E and total spin M of Σ_j s_j s_(j+r) around one row.
  ///
  /// - Precondition: 0 ≤ `distance` ≤ L/2.
  public func correlationSum(of cell: SpectrumCell, distance: Int) -> BigInteger {
    precondition((0...lattice.size / 2).contains(distance))
    let size = lattice.size
    switch distance {
    case 0: return cell.count * BigInteger(size)
    // E = -2N · mean of s_j s_(j+1), so the sum is -E·g·L/(2N), a whole number.
    case 1:
      let product = cell.count * BigInteger(-cell.energy)
      return product.quotientAndRemainder(dividingBy: UInt64(2 * size)).quotient
    default: return cell.furtherCorrelationSums[distance - 2]
    }
  }

  /// The mean of s_j s_(j+r) over the configurations of `cell`, r = 0 … ⌊L/2⌋.
  func meanCorrelations(of cell: SpectrumCell) -> [Double] {
    let states = Double(cell.count) * Double(lattice.size)
    return (0...lattice.size / 2).map { distance in
      switch distance {
      case 0: 1
      case 1: -Double(cell.energy) / Double(2 * lattice.siteCount)
      default: Double(cell.furtherCorrelationSums[distance - 2]) / states
      }
    }
  }
}

extension ExactSpectrum: RandomAccessCollection {
  /// The place of the first cell.
  public var startIndex: Int { cells.startIndex }
  /// The place behind the last cell.
  public var endIndex: Int { cells.endIndex }
  /// A cell, in ascending order of energy, then of ΣS.
  public subscript(index: Int) -> SpectrumCell { cells[index] }
}
