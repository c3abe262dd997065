import BatchRuns
import FiniteSizeScaling
import Randomness
import SpinSystems
import Statistics

/// What repetitions of the paper's protocol, or of one of its controls, measured at all sizes.
struct SingleSizeSeries: Sendable {
  typealias Point = SingleSizeMeasurements.Point

  let variant: SingleSizeStudy.Variant
  /// Sizes, ascending, of which there is at least one repetition.
  let sizes: [Int]
  /// By size, the finished repetitions in order.
  let measurements: [Int: [SingleSizeMeasurements]]

  init(
    _ variant: SingleSizeStudy.Variant, _ magnetization: Magnetization = .conserved,
    results: UnitResults, plan: ReproductionPlan
  ) throws {
    self.variant = variant
    measurements = try results.bySize(
      ClassifierGrid(plan).studies(of: variant, magnetization), \.size)
    sizes = measurements.keys.sorted()
  }

  /// The number of repetitions that all sizes have.
  var replicateCount: Int { sizes.map { measurements[$0]!.count }.min() ?? 0 }

  /// The number of configurations looked at.
  var configurationCount: Int {
    measurements.values.joined().reduce(0) { sum, result in
      sum + (result.testPoints + result.densePoints).reduce(0) { $0 + $1.count }
    }
  }

  /// The dense temperatures about a labelling.
  func densePoints(_ measured: SingleSizeMeasurements, about labelling: Labelling) -> [Point] {
    labelling == variant.labelling
      ? measured.densePoints : measured.densePointsOfFalseLabels[labelling.rawValue] ?? []
  }

  /// The mean over repetitions of what `value` takes from each test point of a size.
  func testCurve(size: Int, _ value: (Point) -> Estimate) -> [(temperature: Double, mean: SeedMean)]
  {
    curve(measurements[size]!.map(\.testPoints), value)
  }

  /// The same about a labelling.
  func denseCurve(
    size: Int, about labelling: Labelling, _ value: (Point) -> Estimate
  ) -> [(temperature: Double, mean: SeedMean)] {
    curve(measurements[size]!.map { densePoints($0, about: labelling) }, value)
  }

  private func curve(
    _ replicates: [[Point]], _ value: (Point) -> Estimate
  ) -> [(temperature: Double, mean: SeedMean)] {
    // As many as all of them have: each is from a file of its own.
    (0..<(replicates.map(\.count).min() ?? 0)).map { index in
      (replicates[0][index].temperature, SeedMean(replicates.map { value($0[index]) }))
    }
  }

  /// Where the mean of `value` crosses ½ at a size: one temperature for each repetition whose curve does.
  func crossings(
    size: Int, about labelling: Labelling, _ value: (Point) -> Estimate, seed: UInt64
  ) throws -> [Estimate] {
    var generator = RandomStreams(seed: seed).stream("classifier crossings", block: size)
    return try measurements[size]!.compactMap { measured in
      // A table wants two sizes; the second is the same curve again.
      let points = densePoints(measured, about: labelling).flatMap { point in
        [Double(size), Double(2 * size)].map {
          ScalingPoint(
            size: $0, control: point.temperature, value: value(point).value,
            error: max(value(point).standardError, 1 / Double(point.count)))
        }
      }
      guard !points.isEmpty else { return nil }
      let crossings = try ScalingTable(points).levelCrossings(0.5, using: &generator)
      return crossings.first.map { Estimate(value: $0.control, standardError: $0.standardError) }
    }
  }
}
