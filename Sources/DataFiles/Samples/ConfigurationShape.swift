import SpinSystems

/// How the axes of an array hold square configurations.
///
/// | shape | read as |
/// |---|---|
/// | [n, L, L] | n configurations of L rows and L columns |
/// | [n, 1, L, L] | the same, with one channel |
/// | [n, L²] | the same, row by row in one axis |
///
/// A single configuration needs its axis of length 1. An array of shape [m, m] with m a square holds m
/// configurations of √m × √m or one of m × m, and is refused unless the size is stated.
struct ConfigurationShape: Equatable {
  let count: Int
  let lattice: SquareLattice
  /// Whether one axis of N = L² holds the sites.
  let isFlat: Bool

  /// - Parameter size: L where it is stated.
  init(_ shape: [Int], size: Int?, _ name: InputName) throws(SampleFileError) {
    let sides: (Int, Int)
    switch shape.count {
    case 3:
      sides = (shape[1], shape[2])
      isFlat = false
    case 4 where shape[1] == 1:
      sides = (shape[2], shape[3])
      isFlat = false
    case 2 where shape[0] == shape[1] && shape[0] == size:
      guard SquareLattice.sizes.contains(shape[0]) else { throw Self.error(shape, name) }
      count = 1
      lattice = SquareLattice(size: shape[0])
      isFlat = false
      return
    case 2:
      guard let side = Self.squareRoot(shape[1]), side >= 2 else {
        throw Self.error(shape, name)
      }
      sides = (side, side)
      isFlat = true
    default: throw Self.error(shape, name)
    }
    guard sides.0 == sides.1, SquareLattice.sizes.contains(sides.0) else {
      throw Self.error(shape, name)
    }
    if isFlat, shape[0] == shape[1], size == nil, SquareLattice.sizes.contains(shape[0]) {
      throw name.error(
        .ambiguousSize, at: .headerField("shape"),
        found: "\(shape): \(shape[0]) configurations of \(sides.0) × \(sides.0), or one of "
          + "\(shape[0]) × \(shape[0])",
        wanted: "the size stated, or an axis of length 1 in front of a single configuration")
    }
    if let size, size != sides.0 {
      throw name.error(
        .shape, at: .headerField("shape"), found: "\(shape), configurations of size \(sides.0)",
        wanted: "those of the size stated, \(size)")
    }
    guard shape[0] > 0 else {
      throw name.error(
        .empty, at: .headerField("shape"), found: "\(shape), an array of no configurations",
        wanted: "at least one")
    }
    count = shape[0]
    lattice = SquareLattice(size: sides.0)
  }

  /// The place of `site` among the sites of a configuration in Fortran order, and back: an
  /// exchange of row and column, unless the sites have one axis.
  func exchangingOrder(_ site: Int) -> Int {
    if isFlat { return site }
    let (row, column) = site.quotientAndRemainder(dividingBy: lattice.size)
    return lattice.site(row: column, column: row)
  }

  private static func squareRoot(_ value: Int) -> Int? {
    guard value > 0, value <= SquareLattice.sizes.upperBound * SquareLattice.sizes.upperBound
    else { return nil }
    let root = Int(Double(value).squareRoot().rounded())
    return root * root == value ? root : nil
  }

  private static func error(_ shape: [Int], _ name: InputName) -> SampleFileError {
    let sizes = SquareLattice.sizes
    let advice =
      switch shape.count {
      case 1 where squareRoot(shape[0]) != nil: "; for one configuration use reshape(1, L, L)"
      case 2 where shape[0] == shape[1]: "; for one configuration use reshape(1, L, L)"
      case 4 where shape[3] == 1 && shape[1] == shape[2]: "; drop the last axis of length 1"
      default: ""
      }
    return name.error(
      .shape, at: .headerField("shape"), found: "\(shape)",
      wanted: "[n, L, L], [n, 1, L, L] or [n, L²] with L from \(sizes.lowerBound) to "
        + "\(sizes.upperBound)\(advice)")
  }
}
