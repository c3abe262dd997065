import Glibc
import Statistics

extension ScalingTable {
  /// A first idea of the critical point, from the data alone: the centre for a window.
  ///
  /// With a known scaling dimension it is where the curves of different sizes, divided by L^X, cross:
  /// the median over the pairs of sizes that do so clearly. Without one, or where noise hides the
  /// crossings, it is where S over the whole table is least (`QualityMinimization`), searched for from
  /// several places.
  ///
  /// - Throws: `ScalingFitError.table` (`apart`) where no two curves overlap or (`oneSided`) where they
  ///   clearly differ and do not cross, or `notConverged`.
  public func coarseCriticalPoint(scalingDimension: Double? = 0) throws(ScalingFitError) -> Double {
    guard hasOverlap else { throw .table(.apart(symbol: controlParameter.symbol)) }
    guard let scalingDimension else {
      return try leastQualityPoint(HeldParameters(scalingDimension: nil))
    }
    let curves = curves
    var places: [Double] = []
    var isOneSided = false
    for i in curves.indices {
      for j in curves.indices where j > i {
        let search = CrossingSearch(curves[i], curves[j], scalingDimension: scalingDimension)
        if let place = search.place(), place.significance >= Self.clearDifference {
          places.append((place.gap.lowerBound + place.gap.upperBound) / 2)
        } else if search.oneSidedness >= Self.clearDifference {
          isOneSided = true
        }
      }
    }
    if !places.isEmpty { return quantile(places, at: 0.5) }
    guard !isOneSided else {
      throw .table(.oneSided(controls: sharedControls, symbol: controlParameter.symbol))
    }
    return try leastQualityPoint(HeldParameters(scalingDimension: scalingDimension))
  }

  /// Curves differ clearly by so many standard errors. Differences next to each other share points,
  /// which up to doubles the variance of their sum, and a crossing is the best of many places: noise
  /// comes to 5 · 2^(-½) = 3.5 at the best of a hundred places in one table of twenty.
  private static let clearDifference = 5.0

  private func leastQualityPoint(_ held: HeldParameters) throws(ScalingFitError) -> Double {
    let range = sharedControls
    let method = QualityMinimization()
    var best: QualityFit?
    for step in 1...7 {
      let control = range.lowerBound + Double(step) / 8 * (range.upperBound - range.lowerBound)
      for nu in [0.6, 1.0, 1.7] {
        let start = CriticalParameters(
          criticalPoint: control, nu: nu, scalingDimension: growthExponent(at: control))
        guard let fit = try? method.fit(self, holding: held, from: start),
          fit.quality.value < best?.quality.value ?? .infinity
        else { continue }
        best = fit
      }
    }
    guard let best else { throw .notConverged(method: method.name) }
    return best.parameters.criticalPoint
  }

  /// The slope of ln |value| against ln L at the points next to `control`.
  private func growthExponent(at control: Double) -> Double {
    let pairs = curves.compactMap { curve -> (Double, Double)? in
      guard
        let nearest = curve.min(by: { abs($0.control - control) < abs($1.control - control) }),
        nearest.value != 0
      else { return nil }
      return (log(nearest.size), log(abs(nearest.value)))
    }
    let line = PolynomialLeastSquares(
      positions: pairs.map(\.0), values: pairs.map(\.1), errors: pairs.map { _ in 1 }, degree: 1)
    guard let line else { return 0 }
    return min(3, max(-3, line(1) - line(0)))
  }
}
