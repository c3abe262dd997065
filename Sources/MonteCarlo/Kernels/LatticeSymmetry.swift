import CSpinKernels
import SpinSystems

/// A symmetry of the periodic square lattice: one of the eight of the square, then a translation, and
/// perhaps a flip of all spins.
///
/// A symmetry drawn at random for each configuration that is put out leaves the ensemble as it is,
/// and frees the configurations from what a chain takes longest to forget: which way a stripe runs,
/// and where it lies.
public struct LatticeSymmetry: Hashable, Sendable {
  /// Whether rows become columns, before all else.
  public var transposes: Bool
  /// Whether the order of the columns is reversed.
  public var reversesColumns: Bool
  /// Whether the order of the rows is reversed.
  public var reversesRows: Bool
  /// Columns and rows to move by, last; from 0 to L - 1.
  public var columnShift: Int
  /// Rows to move by, last; from 0 to L - 1.
  public var rowShift: Int
  /// Whether all spins are flipped.
  public var flipsSpins: Bool

  /// The symmetry of these parts; without any of them, the identity.
  public init(
    transposes: Bool = false, reversesColumns: Bool = false, reversesRows: Bool = false,
    columnShift: Int = 0, rowShift: Int = 0, flipsSpins: Bool = false
  ) {
    self.transposes = transposes
    self.reversesColumns = reversesColumns
    self.reversesRows = reversesRows
    self.columnShift = columnShift
    self.rowShift = rowShift
    self.flipsSpins = flipsSpins
  }

  /// One of the 8N symmetries that map `ensemble` onto itself, 16N where that includes the spin flip,
  /// each with the same probability.
  public static func random(
    of ensemble: Ensemble, using generator: inout some RandomNumberGenerator
  ) -> LatticeSymmetry {
    let size = ensemble.lattice.size
    let bits = generator.next()
    return LatticeSymmetry(
      transposes: bits & 1 == 1, reversesColumns: bits & 2 == 2, reversesRows: bits & 4 == 4,
      columnShift: generator.nextIndex(below: size), rowShift: generator.nextIndex(below: size),
      flipsSpins: bits & 8 == 8 && ensemble.isSpinFlipSymmetric)
  }

  /// The configurations, each under its own symmetry.
  ///
  /// - Precondition: there are as many symmetries as configurations, with shifts from 0 to L - 1.
  public static func apply(_ symmetries: [LatticeSymmetry], to samples: SampleSet) -> SampleSet {
    precondition(symmetries.count == samples.count, "one symmetry for each configuration")
    let size = samples.lattice.size
    let arguments = symmetries.map { symmetry in
      precondition((0..<size).contains(symmetry.columnShift))
      precondition((0..<size).contains(symmetry.rowShift))
      return steelyard_lattice_symmetry(
        transposes: symmetry.transposes ? 1 : 0,
        reverses_columns: symmetry.reversesColumns ? 1 : 0,
        reverses_rows: symmetry.reversesRows ? 1 : 0, flips: symmetry.flipsSpins ? 1 : 0,
        column_shift: UInt32(symmetry.columnShift), row_shift: UInt32(symmetry.rowShift))
    }
    return SampleSet(lattice: samples.lattice, count: samples.count) { images in
      images.withUnsafeMutableBufferPointer { images in
        let status = steelyard_apply_symmetries(
          samples.words, samples.count, size, arguments, images.baseAddress)
        precondition(status != 0, "out of memory for a lattice of size \(size)")
      }
    }
  }

  /// The configurations, each under a symmetry of its own drawn by `random(of:using:)`.
  ///
  /// - Precondition: the configurations are of the ensemble's lattice.
  public static func randomize(
    _ samples: SampleSet, of ensemble: Ensemble,
    using generator: inout some RandomNumberGenerator
  ) -> SampleSet {
    precondition(samples.lattice == ensemble.lattice, "configurations of another lattice")
    let symmetries = (0..<samples.count).map { _ in random(of: ensemble, using: &generator) }
    return apply(symmetries, to: samples)
  }
}
