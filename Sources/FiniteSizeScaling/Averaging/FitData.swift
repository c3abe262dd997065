import Glibc

/// All points of all observables, in the order in which observables and their tables have them, and what is
/// asked of them.
struct FitData: Sendable {
  let observables: [[ScalingPoint]]
  /// The place of each observable's first point among all.
  let offsets: [Int]
  let unit: FitUnit
  let structure: ErrorStructure
  /// The sizes of all observables, ascending.
  let sizes: [Double]
  let held: HeldForm
  /// The spread of the values, by observable, in which corrections are counted: the standard deviation of all
  /// values over L^X, about 0 where there is an X.
  let spreads: [Double]
  /// Where T_c is looked for: the values that at least two sizes reach.
  let bounds: ClosedRange<Double>

  /// What is held, in the units of fits.
  struct HeldForm: Sendable {
    var criticalPoint: Double?
    var inverseNu: Double?
    /// X of each observable.
    var dimensions: [Double?]

    var free: FormParameters.Free {
      FormParameters.Free(
        criticalPoint: criticalPoint == nil, inverseNu: inverseNu == nil,
        dimensions: dimensions.indices.filter { dimensions[$0] == nil })
    }
  }

  /// What repetitions say about errors; nil without any.
  let repetitions: Repetitions?
  /// The number of training seeds.
  let seedCount: Int

  init(
    _ observables: [ScalingObservable], criticalPoint: Double?, nu: Double?,
    structure: ErrorStructure
  ) {
    repetitions = observables.count == 1 ? Repetitions(observables[0].data) : nil
    seedCount = observables[0].data.seeds.count
    let repetitions = repetitions
    let tables = observables.map { observable in
      repetitions.map { observable.data.table.replacingErrors($0.errors) } ?? observable.data.table
    }
    unit = FitUnit(tables)
    self.observables = tables.map(\.points)
    offsets = tables.indices.map { place in tables[..<place].reduce(0) { $0 + $1.points.count } }
    sizes = Set(tables.flatMap(\.sizes)).sorted()
    self.structure = structure
    let unit = unit
    let shared = tables.map(\.sharedControls)
    let ends =
      shared.flatMap { [$0.lowerBound, $0.upperBound] } + (criticalPoint.map { [$0] } ?? [])
    bounds = unit.fitted(ends.min()!)...unit.fitted(ends.max()!)
    spreads = observables.map { observable in
      let values = observable.data.table.points.map { point in
        point.value * exp(-(observable.scalingDimension ?? 0) * (log(point.size) - unit.logSize))
      }
      let mean = observable.scalingDimension == 0 ? values.reduce(0, +) / Double(values.count) : 0
      let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      return max(square.squareRoot(), .leastNormalMagnitude)
    }
    held = HeldForm(
      criticalPoint: criticalPoint.map(unit.fitted), inverseNu: nu.map { 1 / $0 },
      dimensions: observables.map(\.scalingDimension))
  }

  /// What points of one size share; nil where nothing is known of it.
  var shared: SharedVariance? {
    if case .shared(let correlation) = structure {
      SharedVariance(correlation: correlation)
    } else {
      nil
    }
  }

  var pointCount: Int { observables.reduce(0) { $0 + $1.count } }

  /// |T - T_c| L^(1/ν) in the units of fits.
  func distance(of point: ScalingPoint, from parameters: FormParameters) -> Double {
    abs((point.control - unit.center) / unit.width - parameters.criticalPoint)
      * exp(parameters.inverseNu * (log(point.size) - unit.logSize))
  }

  /// The points of sizes from `smallest` on within `halfWidth`, by observable.
  func selection(
    smallest: Double, halfWidth: Double, around parameters: FormParameters
  ) -> [[(source: Int, point: ScalingPoint)]] {
    zip(observables, offsets).map { points, offset in
      points.indices.compactMap { index in
        let point = points[index]
        guard point.size >= smallest,
          distance(of: point, from: parameters) <= halfWidth * (1 + 1e-9)
        else { return nil }
        return (offset + index, point)
      }
    }
  }

  /// The parameters in the units of the data.
  func critical(_ parameters: FormParameters) -> CriticalParameters {
    CriticalParameters(
      criticalPoint: unit.criticalPoint(parameters.criticalPoint), nu: 1 / parameters.inverseNu,
      scalingDimension: parameters.dimensions[0])
  }

  /// T_c and ν in the units of fits.
  func fitted(_ parameters: CriticalParameters) -> FormParameters {
    FormParameters(
      criticalPoint: unit.fitted(parameters.criticalPoint), inverseNu: 1 / parameters.nu,
      dimensions: held.dimensions.map { $0 ?? 0 })
  }

  /// |T - T_c| L^(1/ν) in the units of fits.
  func fitted(halfWidth: Double, around parameters: FormParameters) -> Double {
    halfWidth / (unit.width * exp(parameters.inverseNu * unit.logSize))
  }

  /// The same in the units of the data.
  func halfWidth(fitted: Double, around parameters: FormParameters) -> Double {
    fitted * unit.width * exp(parameters.inverseNu * unit.logSize)
  }

  /// The degrees of freedom of an error with these parts: k - 1 where k seeds dominate (F. E. Satterthwaite,
  /// Biometrics Bull. 2, 110, 1946).
  func degreesOfFreedom(configurations: Double, seeds: Double?) -> Double {
    guard let seeds, seeds > 0, let repetitions else { return .infinity }
    let total = combined(configurations, seeds, repetitions.configurations)
    guard repetitions.configurations == .shared || seeds == total else { return .infinity }
    let ratio = total / seeds
    return Double(seedCount - 1) * ratio * ratio
  }

  /// Ready for fits; nil where a covariance is not positive definite.
  func points(_ selection: [[(source: Int, point: ScalingPoint)]]) -> FitPoints? {
    FitPoints(selection, unit: unit, structure: structure, spreads: spreads)
  }

  /// The largest distance of each size's points, descending, over all observables.
  func reaches(around parameters: FormParameters) -> [Double] {
    var reach: [Double: Double] = [:]
    for point in observables.joined() {
      reach[point.size] = max(reach[point.size] ?? 0, distance(of: point, from: parameters))
    }
    return reach.values.sorted(by: >)
  }
}
