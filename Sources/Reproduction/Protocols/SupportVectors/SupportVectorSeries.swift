import BatchRuns
import Statistics

/// What repetitions of the protocol for support vector machines measured at all sizes.
struct SupportVectorSeries: Sendable {
  typealias Point = SupportVectorMeasurements.Point

  let magnetization: Magnetization
  /// Sizes, ascending, of which there is at least one repetition.
  let sizes: [Int]
  /// By size, the finished repetitions in order.
  let measurements: [Int: [SupportVectorMeasurements]]

  init(_ magnetization: Magnetization, results: UnitResults, plan: ReproductionPlan) throws {
    self.magnetization = magnetization
    measurements = try results.bySize(
      ClassifierGrid(plan).supportVectorStudies(magnetization), \.size)
    sizes = measurements.keys.sorted()
  }

  /// The number of repetitions that all sizes have.
  var replicateCount: Int { sizes.map { measurements[$0]!.count }.min() ?? 0 }

  /// The number of configurations looked at.
  var configurationCount: Int {
    measurements.values.joined().reduce(0) { sum, result in
      (result.testPoints + result.densePoints.values.joined()).reduce(sum) { $0 + $1.count }
    }
  }

  /// The mean over repetitions of what `value` takes from each test point of a size.
  func testCurve(size: Int, _ value: (Point) -> Estimate) -> [(temperature: Double, mean: SeedMean)]
  {
    let replicates = measurements[size]!.map(\.testPoints)
    return SingleSizeSettings.temperatures.indices.map { index in
      (replicates[0][index].temperature, SeedMean(replicates.map { value($0[index]) }))
    }
  }
}
