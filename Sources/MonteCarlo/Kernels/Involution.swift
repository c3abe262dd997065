import SpinSystems

/// A symmetry of the torus that is its own inverse: a mirror, a point reflection or a diagonal mirror.
struct Involution {
  private enum Kind: Int {
    case rowMirror
    case columnMirror
    case point
    case diagonal
    case antidiagonal
  }

  private let kind: Kind
  private let size: Int
  /// Where it is anchored: the column and the row to which (0, 0) goes, for the kinds that have them.
  private let column: Int
  private let row: Int

  /// One drawn at random, each kind and each place with the same probability.
  init(on lattice: SquareLattice, using generator: inout some RandomNumberGenerator) {
    kind = Kind(rawValue: generator.nextIndex(below: 5))!
    size = lattice.size
    column = generator.nextIndex(below: size)
    row = generator.nextIndex(below: size)
  }

  /// The site that `site` is exchanged with; itself on an axis.
  @inline(__always)
  func image(of site: Int) -> Int {
    let y = site / size
    let x = site - y * size
    let (newX, newY) =
      switch kind {
      case .columnMirror: (wrapped(column - x), y)
      case .rowMirror: (x, wrapped(row - y))
      case .point: (wrapped(column - x), wrapped(row - y))
      case .diagonal: (wrapped(y + column - size), wrapped(x - column))
      case .antidiagonal: (wrapped(column - y), wrapped(column - x))
      }
    return newY * size + newX
  }

  /// Takes -size ... size - 1 to 0 ... size - 1.
  @inline(__always)
  private func wrapped(_ index: Int) -> Int { index < 0 ? index + size : index }
}
