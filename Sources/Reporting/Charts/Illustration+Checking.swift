import SpinSystems

extension Illustration {
  /// What cannot be drawn of a picture that was read from a file; nil where nothing is wrong.
  public var inconsistency: String? {
    switch self {
    case .distribution, .curve: nil
    case .configurations(let gallery):
      SquareLattice.sizes.contains(gallery.size)
        && gallery.pictures.allSatisfy { $0.spins.count == gallery.size * gallery.size }
        ? nil : "found pictures of other configurations than of L = \(gallery.size)"
    case .chart(let chart):
      chart.panels.flatMap(\.series).allSatisfy { $0.hue >= 0 }
        ? nil : "found a series of a colour that there is not"
    case .matrix(let matrix):
      matrix.cells.count == matrix.rows.count
        && matrix.cells.allSatisfy { $0.count == matrix.columns.count }
        ? nil : "found a matrix without a cell in each column of each row"
    }
  }
}
