import Randomness

/// Estimates from resampled tables by an analysis and its variants, side by side: one row for each
/// table, the main analysis first, nil where a fit failed.
struct ResampledEstimates: Sendable {
  /// From resampled configurations, with the seeds as they are.
  let configurations: [[CriticalParameters?]]
  /// From resampled seeds; empty where there is one.
  let seeds: [[CriticalParameters?]]
  private let data: ScalingData

  /// This part of the main fits may fail without the errors being refused.
  private static let toleratedFailures = 0.05

  init<Method: CollapseMethod>(
    _ data: ScalingData,
    of searches: [(variant: CollapseVariant<Method>, fit: Method.Fit)],
    holding held: HeldParameters,
    replicates: Int, using generator: inout some RandomNumberGenerator
  ) throws(ScalingFitError) {
    self.data = data
    let tables = (0..<replicates).map { _ in data.resampledConfigurations(using: &generator) }
    configurations = try Self.rows(tables, of: data.table, searches, held)
    guard data.seeds.count >= 2 else {
      seeds = []
      return
    }
    let means = (0..<replicates).map { _ in data.resampledSeeds(using: &generator) }
    seeds = try Self.rows(means, of: data.table, searches, held)
  }

  private static func rows<Method: CollapseMethod>(
    _ tables: [ScalingTable], of table: ScalingTable,
    _ searches: [(variant: CollapseVariant<Method>, fit: Method.Fit)], _ held: HeldParameters
  ) throws(ScalingFitError) -> [[CriticalParameters?]] {
    let noise = searches.map { Self.noise(in: table, $0) }
    let rows = IndexedWork.map(count: tables.count) { index in
      zip(searches, noise).map { search, noise -> CriticalParameters? in
        guard var points = try? search.variant.selection(of: tables[index]) else { return nil }
        if let noise {
          points = points.replacingValues(zip(points.points, noise).map { $0.value - $1 })
        }
        return try? search.variant.method.refit(points, holding: held, near: search.fit)
      }
    }
    let failed = rows.count { $0[0] == nil }
    guard Double(failed) <= toleratedFailures * Double(tables.count) else {
      throw .unstable(failed: failed, replicates: tables.count)
    }
    return rows
  }

  /// What the measured values have more than those without noise, if the method wants to know.
  private static func noise<Method: CollapseMethod>(
    in table: ScalingTable, _ search: (variant: CollapseVariant<Method>, fit: Method.Fit)
  ) -> [Double]? {
    guard let points = try? search.variant.selection(of: table),
      let smooth = search.variant.method.noiseless(points, at: search.fit)
    else { return nil }
    return zip(points.points, smooth.points).map { $0.value - $1.value }
  }

  /// The estimates of `parameter` by the main analysis.
  func estimates(
    of parameter: CriticalParameter
  ) -> (configurations: [Double], seeds: [Double]) {
    (
      configurations.compactMap { $0[0]?[parameter] }, seeds.compactMap { $0[0]?[parameter] }
    )
  }

  /// The standard error of what variant `place` finds less what the main analysis finds.
  func differenceError(of parameter: CriticalParameter, variant place: Int) -> Double? {
    func differences(_ rows: [[CriticalParameters?]]) -> [Double] {
      rows.compactMap { row in
        guard let main = row[0], let other = row[place] else { return nil }
        return other[parameter] - main[parameter]
      }
    }
    let ours = differences(configurations)
    guard ours.count >= 2 else { return nil }
    let theirs = seedVariance(differences(seeds), seedCount: data.seeds.count)
    return combined(variance(ours), theirs, data.configurations).squareRoot()
  }
}
