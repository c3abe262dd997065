import Comparisons
import Judgement
import Statistics

/// Is the variance of H the reference's, that is, the specific heat?
///
/// c = Var(H)/(N T²) with the samples' own variance about their own mean: the number that anybody computes
/// from the file is the one that is tested and shown.
public struct EnergyVariance: Check {
  public let identifier = "energy-variance"
  public let title = "Energy variance"
  public let summary =
    "The samples' own Var(H)/(N T²), the specific heat, against the known P(H) or other samples."
  public let explanation = Explanation(
    equation: "c = Var(H)/(N T²), with the samples' own mean",
    sees: "A specific heat that is off, also where the mean energy is right.",
    blindTo: "What leaves the first two moments of H as they are.",
    fault: "independent-sites")

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    let ensemble = weighing.ensemble
    var generator = weighing.streams.stream("energy variance", for: ensemble)
    let comparison = weighing.reference.energy.compareVariance(
      of: weighing.energyLevels, using: &generator)
    // So small a temperature that β⁴ would overflow is as good as zero.
    let beta = min(ensemble.inverseTemperature, 1e70)
    let scale = beta * beta / Double(ensemble.lattice.siteCount)
    let interval = comparison.interval.scaled(by: scale)
    let value = comparison.difference * scale
    return weighing.examination(
      Evidence(
        statistic: comparison.statistic, pValue: comparison.pValue,
        effect: Effect(
          name: "specific heat, samples - reference", value: value,
          interval: interval.around(value), tolerance: weighing.tolerances.specificHeat,
          unit: "k_B per site"),
        effectiveSampleCount: comparison.size.count, detectable: interval.detectable,
        detail: "c = \(decimal(comparison.observed * scale, 4)), "
          + "reference \(decimal(comparison.expected * scale, 4))."))
  }
}

extension Check where Self == EnergyVariance {
  /// Is the variance of H the reference's, that is, the specific heat?
  public static var energyVariance: EnergyVariance { EnergyVariance() }
}
