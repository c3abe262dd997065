import Glibc

/// Points made ready for many fits: in good units, divided by their errors, in columns.
///
/// Rows are filled up to multiples of eight for each observable with rows of weight 0, at least three, so that
/// loops over vectors need no ends of their own.
struct FitPoints: Sendable {
  /// The number of rows, a multiple of eight.
  let rowCount: Int
  /// The number of points.
  let pointCount: Int
  /// The rows of each observable.
  let blocks: [Range<Int>]
  /// (T - T₀)/τ.
  let control: [Double]
  /// The place of each row's size in `logSizes`.
  let sizePlaces: [Int]
  /// ln (L/ℓ), ascending.
  let logSizes: [Double]
  /// 1/σ; 0 in rows that fill up.
  let weights: [Double]
  /// Values over σ, with `noise` made independent.
  let observed: [Double]
  /// Where each row's point stands in the data; -1 in rows that fill up.
  let sources: [Int]
  let noise: FitNoise
  /// The spread of the values, by observable, in which corrections are counted.
  let spreads: [Double]

  /// The width of a vector.
  static let lane = 8
  /// The fewest rows that fill up each observable.
  static let fewestFilling = 3

  /// - Parameters:
  ///   - points: those of all observables, one after another, with where they stand in the data.
  ///   - unit: turns T and L into the numbers that fits see.
  ///   - structure: how the errors depend on one another.
  init?(
    _ points: [[(source: Int, point: ScalingPoint)]], unit: FitUnit, structure: ErrorStructure,
    spreads: [Double]
  ) {
    var control: [Double] = []
    var logs: [Double] = []
    var weights: [Double] = []
    var values: [Double] = []
    var sources: [Int] = []
    var blocks: [Range<Int>] = []
    for block in points {
      let first = control.count
      for (source, point) in block {
        control.append((point.control - unit.center) / unit.width)
        logs.append(log(point.size) - unit.logSize)
        weights.append(1 / point.error)
        values.append(point.value / point.error)
        sources.append(source)
      }
      let lanes = (control.count - first + Self.fewestFilling - 1) / Self.lane + 1
      while control.count - first < lanes * Self.lane {
        control.append(control.last!)
        logs.append(logs.last!)
        weights.append(0)
        values.append(0)
        sources.append(-1)
      }
      blocks.append(first..<control.count)
    }
    let sizes = Set(logs).sorted()
    let places = Dictionary(uniqueKeysWithValues: sizes.enumerated().map { ($1, $0) })
    self.spreads = spreads
    rowCount = control.count
    pointCount = points.reduce(0) { $0 + $1.count }
    self.control = control
    self.weights = weights
    self.sources = sources
    logSizes = sizes
    sizePlaces = logs.map { places[$0]! }
    guard let noise = FitNoise(structure, sources: sources, weights: weights) else { return nil }
    self.noise = noise
    // Errors that depend across observables tie all rows together.
    self.blocks = noise.isIndependent ? blocks : [0..<control.count]
    observableBlocks = blocks
    noise.whiten(&values)
    observed = values
  }

  /// The rows of each observable, also where `blocks` ties them together.
  let observableBlocks: [Range<Int>]
}

/// Units in which fits are made.
struct FitUnit: Sendable, Hashable {
  /// T₀.
  var center: Double
  /// τ.
  var width: Double
  /// ln ℓ.
  var logSize: Double

  /// The parameters in units of the data; B in 1/T.
  func criticalPoint(_ value: Double) -> Double { center + width * value }
  func fitted(_ criticalPoint: Double) -> Double { (criticalPoint - center) / width }

  /// Units of the points of all tables.
  init(_ tables: [ScalingTable]) {
    let points = tables.flatMap(\.points)
    let controls = points.map(\.control)
    let low = controls.min()!
    let high = controls.max()!
    center = (low + high) / 2
    width = high > low ? (high - low) / 2 : max(abs(high), 1)
    let sizes = Set(points.map(\.size)).sorted()
    logSize = sizes.reduce(0) { $0 + log($1) } / Double(sizes.count)
  }
}
