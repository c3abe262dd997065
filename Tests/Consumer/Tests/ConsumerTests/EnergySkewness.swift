import Foundation
import SteelyardTesting

/// Has P(H) the reference's skewness? A check that the list does not have.
struct EnergySkewness: Check {
  let identifier = "energy-skewness"
  let title = "Energy skewness"
  let summary = "⟨(H - H₀)³⟩ in units of σ³, against the reference."
  /// The largest difference of no consequence.
  var tolerance = 0.3

  func examine(_ weighing: Weighing) -> Examination {
    let reference = weighing.reference.energy
    let deviation = reference.distribution.variance.squareRoot()
    guard deviation > 0 else { return .notApplicable("The ensemble has one energy only.") }
    let origin = reference.origin(with: weighing.energyLevels)
    var generator = weighing.streams.stream("energy skewness", for: weighing.ensemble)
    let comparison = reference.compareMean(of: weighing.energyLevels, using: &generator) {
      pow(Double($0 - origin), 3)
    }
    let unit = 1 / pow(deviation, 3)
    let interval = comparison.interval.scaled(by: unit)
    let value = comparison.difference * unit
    return .evidence(
      Evidence(
        statistic: comparison.statistic, pValue: comparison.pValue,
        effect: Effect(
          name: "third moment of H, samples - reference", value: value,
          interval: interval.around(value), tolerance: tolerance, unit: "σ³"),
        effectiveSampleCount: comparison.effectiveCount, detectable: interval.detectable,
        detail: "The skewness about H₀ = \(origin)."))
  }
}
