/// The points of one observable of all files by training seed and replicate.
struct ScalingTableGroups {
  private struct Place: Hashable {
    let size: Double
    let control: Double

    init(_ point: ScalingPoint) {
      size = point.size
      control = point.control
    }
  }

  /// The points of one seed and replicate, each with where it stands.
  private struct Group {
    var points: [ScalingPoint] = []
    var lines: [Place: (file: String, line: Int)] = [:]
  }

  /// By seed and then by replicate, with the order in which they came.
  private var groups: [String: [String: Group]] = [:]
  private var seeds: [String] = []
  private var replicates: [String: [String]] = [:]
  /// The points in the order in which they came.
  private(set) var order: [ScalingPoint] = []

  /// - Throws: `ScalingTextError` where the size and temperature were there before.
  mutating func add(
    _ row: ScalingTableText.Row, of file: String, symbol: String
  ) throws(ScalingTextError) {
    if groups[row.seed] == nil { seeds.append(row.seed) }
    if groups[row.seed]?[row.replicate] == nil {
      replicates[row.seed, default: []].append(row.replicate)
    }
    let place = Place(row.point)
    if let first = groups[row.seed]?[row.replicate]?.lines[place] {
      let other = first.file == file ? "" : " of \(first.file)"
      throw ScalingTextError(
        file: file, line: row.line,
        found:
          "L = \(place.size), \(symbol) = \(place.control) again, first on line \(first.line)\(other)",
        wanted: "each once (a column seed or replicate tells repetitions apart)")
    }
    groups[row.seed, default: [:]][row.replicate, default: Group()].points.append(row.point)
    groups[row.seed]![row.replicate]!.lines[place] = (file, row.line)
    order.append(row.point)
  }

  /// Leaves out, of all seeds and replicates, the points whose error is 0 in one of them.
  ///
  /// - Returns: how many were left out.
  mutating func leaveOutZeroErrors() -> Int {
    let places = Set(order.lazy.filter { $0.error == 0 }.map { Place($0) })
    guard !places.isEmpty else { return 0 }
    order.removeAll { places.contains(Place($0)) }
    for (seed, replicates) in groups {
      for replicate in replicates.keys {
        groups[seed]![replicate]!.points.removeAll { places.contains(Place($0)) }
      }
    }
    return places.count
  }

  /// One table for each seed, and its replicates where there are several.
  func data(
    controlParameter: ControlParameter, configurations: ScalingData.Configurations
  ) throws(ScalingTableError) -> ScalingData {
    let counts = seeds.flatMap { seed in
      replicates[seed]!.map { groups[seed]![$0]!.points.count }
    }
    for count in counts where count != counts[0] {
      throw .differentGrids(first: counts[0], other: count)
    }
    var tables: [[ScalingTable]] = []
    for seed in seeds {
      var own: [ScalingTable] = []
      for replicate in replicates[seed]! {
        own.append(
          try ScalingTable(
            groups[seed]![replicate]!.points, controlParameter: controlParameter))
      }
      tables.append(own)
    }
    let means = tables.map(Self.mean)
    let replicateCounts = tables.map(\.count)
    guard Set(replicateCounts).count == 1 else {
      throw .differentReplicates(replicateCounts.min()!, replicateCounts.max()!)
    }
    let hasReplicates = tables[0].count >= 2
    guard tables.count > 1 || hasReplicates else { return ScalingData(means[0]) }
    return try ScalingData(
      seeds: means, replicates: hasReplicates ? tables : [], configurations: configurations)
  }

  /// The mean of replicates, with the errors of the first.
  private static func mean(of tables: [ScalingTable]) -> ScalingTable {
    tables[0].replacingValues(
      tables[0].points.indices.map { index in
        tables.reduce(0) { $0 + $1.points[index].value } / Double(tables.count)
      })
  }
}
