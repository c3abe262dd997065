/// How many points of each size a selection has.
struct SelectionContent: Sendable {
  /// By observable, the counts of its sizes.
  let counts: [[Int]]

  init(_ selection: [[(source: Int, point: ScalingPoint)]]) {
    counts = selection.map { points in
      points.reduce(into: (last: -1.0, counts: [Int]())) { result, entry in
        if entry.point.size != result.last {
          result.counts.append(0)
          result.last = entry.point.size
        }
        result.counts[result.counts.count - 1] += 1
      }.counts
    }
  }

  /// The number of sizes of the observable that has fewest.
  var fewestSizes: Int { counts.map(\.count).min() ?? 0 }

  var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }

  /// Whether a polynomial of this degree is tied down by the points of one size, and held against those of
  /// others: through d + 1 places it would follow anything.
  ///
  /// - Parameter isGiven: the window was asked for, so that no wider one with more points can be had instead. Then
  ///   four sizes of four points each will do, the polynomial through one of which the others are held against.
  func suffices(degree: Int, isGiven: Bool = false) -> Bool {
    counts.allSatisfy { counts in
      guard let fullest = counts.max(), counts.count >= 2 else { return false }
      let others = counts.reduce(0, +) - fullest
      return fullest >= max(4, degree + 2) && others >= degree + 2
        || isGiven && counts.count { $0 >= max(4, degree + 1) } >= 4
    }
  }
}
