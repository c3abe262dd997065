import Comparisons
import Judgement
import Statistics

/// Is ⟨H⟩ / N the reference's?
///
/// Where P(H) is known the p-value is that of a sum of independent draws from it, by saddlepoint, so it
/// holds far into the tails and at low temperature, where excitations are rare. Against a sampled
/// reference it is Welch's.
public struct MeanEnergy: Check {
  public let identifier = "mean-energy"
  public let title = "Mean energy"
  public let summary =
    "⟨H⟩/N by saddlepoint from the known P(H), or by Welch's test against samples."
  public let explanation = Explanation(
    equation: "ε = ⟨H⟩/N",
    sees: "A wrong temperature before anything else; wrong couplings and acceptances.",
    blindTo: "What has the right mean energy: the paper's machines pass here and fail nearly "
      + "everywhere else.",
    fault: "wrong-temperature",
    references: ["R. Lugannani and S. O. Rice, Adv. Appl. Probab. 12, 475 (1980)"])

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    if weighing.fittedTemperatureError != nil {
      return .notApplicable("The temperature was fitted to ⟨H⟩.")
    }
    let sites = Double(weighing.ensemble.lattice.siteCount)
    var generator = weighing.streams.stream("mean energy", for: weighing.ensemble)
    let comparison = weighing.reference.energy.compareMean(
      of: weighing.energyLevels, using: &generator
    ) { Double($0) }
    let interval = comparison.interval.scaled(by: 1 / sites)
    let value = comparison.difference / sites
    return weighing.examination(
      Evidence(
        statistic: comparison.statistic, pValue: comparison.pValue,
        effect: Effect(
          name: "ε, samples - reference", value: value, interval: interval.around(value),
          tolerance: weighing.tolerances.energyDensity, unit: "J per site"),
        effectiveSampleCount: comparison.size.count, detectable: interval.detectable,
        detail: "ε = \(decimal(comparison.observed / sites, 5)), "
          + "reference \(decimal(comparison.expected / sites, 5))."))
  }
}

extension Check where Self == MeanEnergy {
  /// Is ⟨H⟩ / N the reference's?
  public static var meanEnergy: MeanEnergy { MeanEnergy() }
}
