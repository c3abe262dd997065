import Randomness

/// The fits of all models of a grid.
enum ModelFits {
  /// ln of the weight, in units of the heaviest model's, below which a model is left out.
  static let negligible = -14.0

  /// All fits that converge and are not certain to have no weight, in the order of the grid.
  ///
  /// Scouts go first: for each selection and degree the forms without a correction, and with most terms
  /// and one ω. Between these lies what the others can come to.
  static func all(
    _ grid: ModelGrid, of data: FitData, from start: FormParameters
  ) -> [ScalingModel] {
    let selections = grid.selections(of: data, around: start)
    let scouts = IndexedWork.map(count: selections.count) { index -> [ScalingModel] in
      SelectionFits(grid, selections[index], data)?.scouts(from: start) ?? []
    }
    guard let best = scouts.joined().map(\.logWeight).max() else { return [] }
    return IndexedWork.map(count: selections.count) { index -> [ScalingModel] in
      guard !scouts[index].isEmpty, let fits = SelectionFits(grid, selections[index], data) else {
        return []
      }
      return fits.completed(scouts[index], lightest: best + negligible)
    }.flatMap(\.self)
  }
}
