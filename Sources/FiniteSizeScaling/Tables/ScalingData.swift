/// What was measured, with all that its errors can be found from: one table for each training seed, and
/// replicates of each where configurations were resampled.
///
/// Without training there is one seed, the measurement itself. Without replicates a value is resampled
/// from its standard error.
public struct ScalingData: Sendable {
  /// Whether the seeds were given the same configurations or new ones each.
  public enum Configurations: String, Sendable, Hashable, CaseIterable {
    /// All seeds saw the same ones, and share their noise.
    case shared
    /// Each seed saw its own.
    case independent
  }

  /// One table for each training seed.
  public let seeds: [ScalingTable]
  /// For each seed the same replicates, in the same order; empty where there are none.
  public let replicates: [[ScalingTable]]
  /// Whether the seeds share their configurations.
  public let configurations: Configurations
  /// The mean over the seeds, with the errors that the configurations leave it.
  public let table: ScalingTable

  /// One measurement.
  public init(_ table: ScalingTable) {
    seeds = [table]
    replicates = []
    configurations = .independent
    self.table = table
  }

  /// - Parameters:
  ///   - configurations: how many configurations each size has.
  ///   - seeds: one table for each seed, at least one.
  ///   - replicates: for each seed the tables found from resampled configurations. Replicate r of all
  ///     seeds is of the same resampled configurations where those are shared.
  /// - Throws: `ScalingTableError.differentGrids` where the tables do not have the same points.
  public init(
    seeds: [ScalingTable], replicates: [[ScalingTable]] = [],
    configurations: Configurations = .shared
  ) throws(ScalingTableError) {
    precondition(!seeds.isEmpty)
    precondition(
      replicates.isEmpty
        || replicates.count == seeds.count && replicates.allSatisfy { $0.count >= 2 })
    let first = seeds[0]
    for other in seeds + replicates.flatMap({ $0 }) {
      guard
        other.points.count == first.points.count,
        zip(other.points, first.points).allSatisfy({
          $0.size == $1.size && $0.control == $1.control
        })
      else { throw .differentGrids(first: first.points.count, other: other.points.count) }
    }
    self.seeds = seeds
    self.replicates = replicates
    self.configurations = configurations
    let count = Double(seeds.count)
    let points = first.points.indices.map { index in
      var point = first.points[index]
      point.value = seeds.reduce(0) { $0 + $1.points[index].value } / count
      point.error =
        switch configurations {
        // Shared noise does not average out.
        case .shared: seeds.reduce(0) { $0 + $1.points[index].error } / count
        case .independent:
          seeds.reduce(0) { $0 + $1.points[index].error * $1.points[index].error }.squareRoot()
            / count
        }
      return point
    }
    table = try ScalingTable(points, controlParameter: first.controlParameter)
  }

  /// The same measurements of sizes from `smallest` on.
  func restricted(toSizesFrom smallest: Double) -> ScalingData {
    ScalingData(
      seeds: seeds.map { $0.restricted(toSizesFrom: smallest) },
      replicates: replicates.map { $0.map { $0.restricted(toSizesFrom: smallest) } },
      configurations: configurations, table: table.restricted(toSizesFrom: smallest))
  }

  private init(
    seeds: [ScalingTable], replicates: [[ScalingTable]], configurations: Configurations,
    table: ScalingTable
  ) {
    self.seeds = seeds
    self.replicates = replicates
    self.configurations = configurations
    self.table = table
  }

  /// The mean table for other configurations and the same seeds.
  func resampledConfigurations(using generator: inout some RandomNumberGenerator) -> ScalingTable {
    guard let first = replicates.first else { return table.perturbed(using: &generator) }
    let shared = Int.random(in: first.indices, using: &generator)
    let drawn = replicates.map { tables in
      switch configurations {
      case .shared: tables[shared % tables.count]
      case .independent: tables[Int.random(in: tables.indices, using: &generator)]
      }
    }
    return mean(of: drawn)
  }

  /// The mean table for other seeds, drawn from those that there are, and the same configurations.
  func resampledSeeds(using generator: inout some RandomNumberGenerator) -> ScalingTable {
    mean(of: seeds.map { _ in seeds[Int.random(in: seeds.indices, using: &generator)] })
  }

  private func mean(of tables: [ScalingTable]) -> ScalingTable {
    let count = Double(tables.count)
    return table.replacingValues(
      table.points.indices.map { index in
        tables.reduce(0) { $0 + $1.points[index].value } / count
      })
  }
}
