import Foundation

/// Logistic regression on the energy density alone: the best classifier there is, and no network.
///
/// At fixed ΣS the distribution of configurations depends on T through their energy only, so the energy is
/// all that a configuration tells of its temperature, and P(ordered | configuration) is a function of it.
/// Such a classifier knows nothing of a phase transition.
struct EnergyThermometer: Sendable {
  /// P = 1/(1 + exp(-(intercept + slope · ε))).
  let intercept: Double
  let slope: Double

  private static let steps = 100
  /// Of the slope, in units of the energies' standard deviation: keeps separable classes finite.
  private static let ridge = 1e-4

  /// Maximizes the likelihood by Newton's method (iteratively reweighted least squares).
  ///
  /// - Precondition: energies of both classes, not all alike.
  init(energyDensities: [Double], isOrdered: [Bool]) {
    precondition(energyDensities.count == isOrdered.count && Set(isOrdered).count == 2)
    let count = Double(energyDensities.count)
    let mean = energyDensities.reduce(0, +) / count
    let variance = energyDensities.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    precondition(variance > 0, "energies that are all alike")
    let deviation = variance.squareRoot()
    var (a, b) = (0.0, 0.0)
    for _ in 0..<Self.steps {
      // Gradient and curvature of the mean log-likelihood.
      var (ga, gb, haa, hab, hbb) = (0.0, -Self.ridge * b, 1e-12, 0.0, Self.ridge)
      for (energy, isOrdered) in zip(energyDensities, isOrdered) {
        let x = (energy - mean) / deviation
        let p = 1 / (1 + exp(-(a + b * x)))
        let residual = ((isOrdered ? 1 : 0) - p) / count
        let weight = p * (1 - p) / count
        ga += residual
        gb += residual * x
        haa += weight
        hab += weight * x
        hbb += weight * x * x
      }
      let determinant = haa * hbb - hab * hab
      let (da, db) = ((hbb * ga - hab * gb) / determinant, (haa * gb - hab * ga) / determinant)
      // Steps that are cut short do not overshoot where the curvature is small.
      let length = max(abs(da), abs(db))
      let cut = min(1, 2 / max(length, 1e-300))
      a += cut * da
      b += cut * db
      if length < 1e-9 { break }
    }
    slope = b / deviation
    intercept = a - b * mean / deviation
  }

  func probability(_ energyDensity: Double) -> Double {
    1 / (1 + exp(-(intercept + slope * energyDensity)))
  }
}
