/// Mean values against size and temperature, fit to be collapsed: at least two sizes, everything
/// finite, every error positive.
public struct ScalingTable: Sendable, Hashable {
  /// What was varied.
  public let controlParameter: ControlParameter
  /// The points, by size and then by control parameter.
  public let points: [ScalingPoint]

  /// - Throws: `ScalingTableError`, which counts the points from 1 in the order given.
  public init(
    _ points: [ScalingPoint], controlParameter: ControlParameter = .temperature
  ) throws(ScalingTableError) {
    for (index, point) in points.enumerated() {
      let named = [
        ("size", point.size), (controlParameter.name, point.control), ("value", point.value),
        ("error", point.error),
      ]
      if let (name, number) = named.first(where: { !$0.1.isFinite }) {
        throw .notFinite(row: index + 1, column: name, found: number)
      }
      guard point.size > 0 else { throw .badSize(row: index + 1, found: point.size) }
      guard point.error > 0 else { throw .badError(row: index + 1, found: point.error) }
    }
    guard let first = points.first else { throw .empty }
    guard points.contains(where: { $0.size != first.size }) else {
      throw .singleSize(first.size)
    }
    self.controlParameter = controlParameter
    self.points = points.sorted { ($0.size, $0.control) < ($1.size, $1.control) }
  }

  /// A table of points that were checked before.
  private init(checked points: [ScalingPoint], _ controlParameter: ControlParameter) {
    self.points = points
    self.controlParameter = controlParameter
  }

  /// The sizes, ascending.
  public var sizes: [Double] {
    points.reduce(into: []) { if $0.last != $1.size { $0.append($1.size) } }
  }

  /// The points of one size each, sizes ascending.
  public var curves: [[ScalingPoint]] {
    points.reduce(into: []) { curves, point in
      if curves.last?.last?.size == point.size {
        curves[curves.count - 1].append(point)
      } else {
        curves.append([point])
      }
    }
  }

  /// The same points with other values.
  ///
  /// - Precondition: one finite value for each point, in the order of `points`.
  public func replacingValues(_ values: [Double]) -> ScalingTable {
    precondition(values.count == points.count && values.allSatisfy(\.isFinite))
    var points = points
    for index in points.indices { points[index].value = values[index] }
    return ScalingTable(checked: points, controlParameter)
  }

  /// The same points with other errors.
  ///
  /// - Precondition: one positive, finite error for each point, in the order of `points`.
  public func replacingErrors(_ errors: [Double]) -> ScalingTable {
    precondition(errors.count == points.count && errors.allSatisfy { $0 > 0 && $0.isFinite })
    var points = points
    for index in points.indices { points[index].error = errors[index] }
    return ScalingTable(checked: points, controlParameter)
  }

  /// The same points with other sizes.
  ///
  /// - Precondition: `size` of a size is positive and finite, and grows with it.
  func replacingSizes(_ size: (Double) -> Double) -> ScalingTable {
    var points = points
    for index in points.indices { points[index].size = size(points[index].size) }
    precondition(zip(points, points.dropFirst()).allSatisfy { $0.size <= $1.size })
    return ScalingTable(checked: points, controlParameter)
  }

  /// The points of sizes from `smallest` on.
  ///
  /// - Precondition: at least two sizes are left.
  func restricted(toSizesFrom smallest: Double) -> ScalingTable {
    let kept = points.filter { $0.size >= smallest }
    precondition(kept.first?.size != kept.last?.size)
    return ScalingTable(checked: kept, controlParameter)
  }

  /// The table with every value moved by a normal deviate of its error: what another measurement of
  /// the same kind might have found (the parametric bootstrap).
  public func perturbed(using generator: inout some RandomNumberGenerator) -> ScalingTable {
    replacingValues(points.map { $0.value + $0.error * generator.nextNormal() })
  }

  /// The table without its smallest size.
  ///
  /// - Throws: `ScalingTableError.singleSize` where that leaves one.
  public func droppingSmallestSize() throws(ScalingTableError) -> ScalingTable {
    let sizes = sizes
    guard sizes.count > 2 else { throw .singleSize(sizes[1]) }
    return ScalingTable(checked: points.filter { $0.size > sizes[0] }, controlParameter)
  }

  /// The points that lie inside `window`.
  ///
  /// - Throws: `ScalingTableError.singleSize` or `.empty` where those are of fewer than two sizes.
  public func restricted(to window: ScalingWindow) throws(ScalingTableError) -> ScalingTable {
    let inside = points.filter(window.contains)
    guard let first = inside.first, let last = inside.last else { throw .empty }
    guard first.size != last.size else { throw .singleSize(first.size) }
    return ScalingTable(checked: inside, controlParameter)
  }

  /// The values of the control parameter that at least two sizes reach: where a critical point can
  /// be looked for.
  var sharedControls: ClosedRange<Double> {
    let curves = curves
    let low = curves.map { $0.first!.control }.sorted()[1]
    let high = curves.map { $0.last!.control }.sorted()[curves.count - 2]
    return min(low, high)...max(low, high)
  }

  /// Whether any two sizes reach the same values of the control parameter.
  var hasOverlap: Bool {
    // Of the curves by where they begin, some one begins before all earlier ones have ended.
    let ranges = curves.map { $0.first!.control...$0.last!.control }
      .sorted { $0.lowerBound < $1.lowerBound }
    return zip(ranges, ranges.dropFirst()).contains { $0.overlaps($1) }
  }
}
