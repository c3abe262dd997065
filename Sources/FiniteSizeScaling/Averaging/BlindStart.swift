import Glibc
import Statistics

/// A first idea of T_c, ν and X from the data alone, to lay windows about.
///
/// Over a grid of T_c and 1/ν a polynomial through the scaled points of several windows is compared, by
/// χ² + 2 for each point left out, and in gain over one curve for all sizes without scaling: where curves
/// are flat anything collapses, but scaling gains nothing. The best places are polished by fits in which
/// T_c, 1/ν and X are free, with and without a correction, and the best of those is taken.
struct BlindStart: Sendable {
  let parameters: FormParameters
  /// How much lower χ² is than that of one curve for all sizes.
  let gain: Double
  /// χ² + 2 for each parameter and for each point left out.
  let cost: Double

  /// Values of 1/ν.
  private static let inverseNus = [0.3, 0.45, 0.62, 0.82, 1.05, 1.35, 1.75, 2.3, 3.2]
  private static let criticalPointCount = 32
  /// Windows, in units of the widest one of use.
  private static let widths = [1.0, 0.6, 0.35, 0.2, 0.12, 0.07, 0.04]
  private static let degree = 4
  /// Places that are polished.
  private static let polished = 10

  /// The best start; nil where no place gives a fit.
  static func find(in data: FitData) -> BlindStart? {
    let controls = candidateControls(data)
    let inverseNus = data.held.inverseNu.map { [$0] } ?? Self.inverseNus
    var grid: [[BlindStart?]] = []
    for control in controls {
      grid.append(inverseNus.map { rough(data, control, $0) })
    }
    var places: [(i: Int, j: Int, start: BlindStart)] = []
    for i in controls.indices {
      for j in inverseNus.indices {
        guard let start = grid[i][j] else { continue }
        let isLeast = (-1...1).allSatisfy { di in
          (-1...1).allSatisfy { dj in
            guard grid.indices.contains(i + di), inverseNus.indices.contains(j + dj),
              let other = grid[i + di][j + dj]
            else { return true }
            return other.rank(start) >= 0
          }
        }
        if isLeast { places.append((i, j, start)) }
      }
    }
    let best = places.sorted { $0.start.rank($1.start) > 0 }.prefix(Self.polished)
    let polished = best.compactMap { polish(data, $0.start) }
    // Flat curves collapse anywhere; where scaling gains little beside another place, it is not there.
    let least = polished.map(\.cost).min() ?? 0
    let near = polished.filter { $0.cost <= 2 * least + 50 }
    let gain = near.map(\.gain).max() ?? 0
    let found = near.filter { $0.gain >= Self.partOfGain * gain }.min { $0.cost < $1.cost }
    return found ?? best.first?.start
  }

  /// What scaling must gain in units of the most that it gains at any good place.
  private static let partOfGain = 0.1

  /// Positive where this start is better than another: scaling must gain clearly, then the cost counts.
  private func rank(_ other: BlindStart) -> Double {
    let clear = ScalingEvidence.clearGain
    if (gain >= clear) != (other.gain >= clear) { return gain >= clear ? 1 : -1 }
    return gain >= clear ? other.cost - cost : gain - other.gain
  }

  private static func candidateControls(_ data: FitData) -> [Double] {
    if let held = data.held.criticalPoint { return [held] }
    let low = data.unit.criticalPoint(data.bounds.lowerBound)
    let range = low...data.unit.criticalPoint(data.bounds.upperBound)
    let inside = data.observables.joined().map(\.control).filter(range.contains)
    guard !inside.isEmpty else { return [] }
    // Quantiles are close together where the points are, which is where the transition was looked for.
    let count = Double(criticalPointCount)
    let places = (0..<criticalPointCount).map {
      data.unit.fitted(quantile(inside, at: (Double($0) + 0.5) / count))
    }
    return Set(places).sorted()
  }

  /// The best window about a place, at fixed T_c and 1/ν.
  private static func rough(
    _ data: FitData, _ control: Double, _ inverseNu: Double
  ) -> BlindStart? {
    let start = FormParameters(
      criticalPoint: control, inverseNu: inverseNu,
      dimensions: data.held.dimensions.indices.map { observable in
        data.held.dimensions[observable]
          ?? growthExponent(data.observables[observable], at: data.unit.criticalPoint(control))
      })
    return best(
      data, about: start,
      free: .init(
        criticalPoint: false, inverseNu: false, dimensions: data.held.free.dimensions),
      forms: { [ScalingForm(degree: min(degree, $0))] })
  }

  /// Twice the best window about a start, everything free.
  private static func polish(_ data: FitData, _ rough: BlindStart) -> BlindStart? {
    var result: BlindStart?
    var start = rough.parameters
    for _ in 0..<2 {
      guard
        let next = best(
          data, about: start, free: data.held.free,
          forms: { degree in
            [
              ScalingForm(degree: min(Self.degree, degree)),
              ScalingForm(
                degree: min(Self.degree, degree), correction: .init(terms: 1, exponent: 1)),
              ScalingForm(degree: min(6, degree)),
            ]
          })
      else { break }
      if result.map({ next.rank($0) > 0 }) ?? true { result = next }
      start = next.parameters
    }
    return result
  }

  /// The best of forms and windows.
  private static func best(
    _ data: FitData, about start: FormParameters, free: FormParameters.Free,
    forms: (Int) -> [ScalingForm]
  ) -> BlindStart? {
    let reaches = data.reaches(around: start)
    let widest = reaches[min(1, reaches.count - 1)]
    var best: BlindStart?
    var last = -1
    for width in widths {
      let selection = data.selection(
        smallest: 0, halfWidth: width * widest, around: start)
      let content = SelectionContent(selection)
      guard content.total != last else { continue }
      last = content.total
      guard let degree = (1...6).last(where: { content.suffices(degree: $0) }),
        content.counts.allSatisfy({ $0.allSatisfy { $0 >= 2 } }),
        let points = data.points(selection)
      else { break }
      let fitter = FormFitter(points, bounds: data.bounds)
      for form in forms(degree) where form.correction == nil || data.sizes.count >= 3 {
        guard let fit = fitter.fit(form, free: free, from: start) else { continue }
        var featureless = fit.parameters
        featureless.inverseNu = 0
        featureless.nonlinearity = 0
        let plain = ScalingForm(degree: form.degree)
        let other = fitter.chiSquare(of: plain, at: featureless) ?? .infinity
        let found = BlindStart(
          parameters: fit.parameters, gain: other - fit.chiSquare,
          cost: fit.chiSquare + 2 * Double(fit.coefficients.count)
            + ScalingModel.priceOfPoint * Double(data.pointCount - content.total))
        if best.map({ found.rank($0) > 0 }) ?? true { best = found }
      }
    }
    return best
  }

  /// The slope of ln |value| against ln L at the points next to `control`.
  private static func growthExponent(_ points: [ScalingPoint], at control: Double) -> Double {
    let nearest = Dictionary(grouping: points, by: \.size).compactMap { size, curve in
      curve.min { abs($0.control - control) < abs($1.control - control) }
    }.filter { $0.value != 0 }.sorted { $0.size < $1.size }
    let line = PolynomialLeastSquares(
      positions: nearest.map { log($0.size) }, values: nearest.map { log(abs($0.value)) },
      errors: nearest.map { _ in 1 }, degree: 1)
    guard let line else { return 0 }
    return min(3, max(-3, line(1) - line(0)))
  }
}
