import Glibc
import Statistics

/// The search for the place where a difference changes its sign.
///
/// Noise makes a difference change its sign wherever it is small, such as where two curves are both
/// saturated. So the place looked for is the one that divides the differences best: it maximizes
/// |Σ_before z - Σ_behind z|, z the differences in units of their errors.
struct CrossingSearch {
  private let smaller: [ScalingPoint]
  /// Nil where the other one is a level.
  private let larger: [ScalingPoint]?
  private let level: Double

  /// The crossing of a curve with a level.
  init(_ curve: [ScalingPoint], level: Double) {
    smaller = curve
    larger = nil
    self.level = level
  }

  /// The crossing of two curves, each divided by L^X.
  init(_ smaller: [ScalingPoint], _ larger: [ScalingPoint], scalingDimension: Double) {
    self.smaller = Self.scaled(smaller, scalingDimension)
    self.larger = Self.scaled(larger, scalingDimension)
    level = 0
  }

  private static func scaled(_ curve: [ScalingPoint], _ dimension: Double) -> [ScalingPoint] {
    let factor = pow(curve[0].size, -dimension)
    return curve.map { point in
      var point = point
      point.value *= factor
      point.error *= factor
      return point
    }
  }

  /// The crossing with its error; nil where there is none.
  func crossing(
    replicates: Int, using generator: inout some RandomNumberGenerator
  ) -> CurveCrossing? {
    guard let place = place() else { return nil }
    let near = Self.nearest(smaller, to: place.gap)
    let nearLarger = larger.map { Self.nearest($0, to: place.gap) }
    guard let control = Self.root(near, nearLarger, level, in: place.gap) else { return nil }
    var others: [Double] = []
    for _ in 0..<replicates {
      let moved = Self.perturbed(near, using: &generator)
      let movedLarger = nearLarger.map { Self.perturbed($0, using: &generator) }
      if let root = Self.root(moved, movedLarger, level, in: place.gap) { others.append(root) }
    }
    return CurveCrossing(
      size: smaller[0].size, otherSize: larger?[0].size, control: control,
      standardError: others.count >= 2 ? variance(others).squareRoot() : .nan,
      significance: place.significance)
  }

  /// The two neighbouring controls between which the sign changes, and how clearly it does.
  func place() -> (gap: ClosedRange<Double>, significance: Double)? { place(of: differences()) }

  /// How clearly the difference is of one sign where it is known: |Σ z| in standard errors.
  var oneSidedness: Double {
    let differences = differences()
    guard !differences.isEmpty else { return 0 }
    return abs(differences.reduce(0) { $0 + $1.z }) / Double(differences.count).squareRoot()
  }

  private func place(
    of differences: [(control: Double, z: Double)]
  ) -> (gap: ClosedRange<Double>, significance: Double)? {
    guard differences.count >= 2 else { return nil }
    let total = differences.reduce(0) { $0 + $1.z }
    var before = 0.0
    var best: (index: Int, score: Double, before: Double)?
    for index in 1..<differences.count {
      before += differences[index - 1].z
      let score = abs(2 * before - total)
      if score > best?.score ?? 0 { best = (index, score, before) }
    }
    guard let best else { return nil }
    let behind = total - best.before
    guard best.before * behind < 0 else { return nil }
    let significance = min(
      abs(best.before) / Double(best.index).squareRoot(),
      abs(behind) / Double(differences.count - best.index).squareRoot())
    return (differences[best.index - 1].control...differences[best.index].control, significance)
  }

  /// The differences where both curves are known, in units of their errors.
  private func differences() -> [(control: Double, z: Double)] {
    guard let larger else {
      return smaller.map { ($0.control, ($0.value - level) / $0.error) }
    }
    let controls = Set((smaller + larger).map(\.control)).sorted()
    return controls.compactMap { control in
      guard let a = Self.interpolated(smaller, at: control),
        let b = Self.interpolated(larger, at: control)
      else { return nil }
      return (control, (b.value - a.value) / (a.variance + b.variance).squareRoot())
    }
  }

  /// Value and variance on the straight line between neighbours.
  private static func interpolated(
    _ curve: [ScalingPoint], at control: Double
  ) -> (value: Double, variance: Double)? {
    guard let upper = curve.firstIndex(where: { $0.control >= control }) else { return nil }
    if curve[upper].control == control || upper == 0 {
      guard curve[upper].control == control else { return nil }
      return (curve[upper].value, curve[upper].error * curve[upper].error)
    }
    let (a, b) = (curve[upper - 1], curve[upper])
    let t = (control - a.control) / (b.control - a.control)
    let variance = (1 - t) * (1 - t) * a.error * a.error + t * t * b.error * b.error
    return ((1 - t) * a.value + t * b.value, variance)
  }

  /// Up to two points on each side of a gap.
  private static func nearest(
    _ curve: [ScalingPoint], to gap: ClosedRange<Double>
  ) -> [ScalingPoint] {
    let middle = (gap.lowerBound + gap.upperBound) / 2
    let below = curve.filter { $0.control <= middle }.suffix(2)
    let above = curve.filter { $0.control > middle }.prefix(2)
    return Array(below) + Array(above)
  }

  private static func perturbed(
    _ points: [ScalingPoint], using generator: inout some RandomNumberGenerator
  ) -> [ScalingPoint] {
    points.map { point in
      var point = point
      point.value += point.error * generator.nextNormal()
      return point
    }
  }

  /// The root of the difference that is next to the middle of the gap.
  private static func root(
    _ points: [ScalingPoint], _ others: [ScalingPoint]?, _ level: Double,
    in gap: ClosedRange<Double>
  ) -> Double? {
    guard let curve = interpolation(points) else { return nil }
    let other = others.map(interpolation)
    if let other, other == nil { return nil }
    func difference(_ control: Double) -> Double {
      curve(control) - ((other ?? nil).map { $0(control) } ?? level)
    }
    // The points reach two steps to either side; outwards from the middle in steps of a sixteenth.
    let middle = (gap.lowerBound + gap.upperBound) / 2
    let width = max(gap.upperBound - gap.lowerBound, 1e-12)
    for step in 0..<24 {
      for side in [-1.0, 1.0] {
        let a = middle + side * Double(step) * width / 16
        let b = middle + side * Double(step + 1) * width / 16
        if let root = bracketedRoot(
          in: min(a, b)...max(a, b), precision: 1e-9 * width, of: difference)
        {
          return root
        }
      }
    }
    return nil
  }

  private static func interpolation(_ points: [ScalingPoint]) -> PolynomialLeastSquares? {
    PolynomialLeastSquares(
      positions: points.map(\.control), values: points.map(\.value), errors: points.map(\.error),
      degree: points.count - 1)
  }
}
