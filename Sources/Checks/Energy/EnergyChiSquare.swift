import Statistics
import Validation

/// Have the energy levels their Boltzmann weights? Pearson's χ² over the levels that exist.
///
/// Adjacent levels are merged until each expects at least five samples. Levels that do not exist are
/// left to `EnergySupport` and `EnergyRelativeEntropy`; the effect, the total variation distance,
/// counts them.
struct EnergyChiSquare: Check {
  let identifier = "energy-distribution-chi-square"
  let title = "P(E), chi-square"
  let summary = "Weights of the energy levels, Pearson's χ² with merged bins; total variation."

  func examine(_ weighing: Weighing) throws -> Examination {
    let sampled = EnergyDistribution(weighing)
    guard sampled.hasSeveralLevels else {
      return .notApplicable(EnergyDistribution.singleLevelRemark)
    }
    let own = weighing.reference.energyDistribution
    let allowed = weighing.energyHistogram.aligned(with: own).counts
    let test = chiSquareTest(
      counts: allowed, probabilities: own.probabilities, effectiveCount: sampled.effectiveCount)
    let distances = sampled.distances(weighing)
    let variation = distances[.totalVariation]!
    let bins = test.map { "\($0.binCount) bins of \(own.count) levels." } ?? "One bin only."
    return .evidence(
      Evidence(
        statistic: test.map {
          .init("χ²", $0.statistic, degreesOfFreedom: $0.degreesOfFreedom)
        },
        pValue: test?.pValue,
        effect: Effect(
          name: "total variation distance of P(E)", value: variation.value,
          interval: variation.interval, tolerance: Tolerances.totalVariation, unit: ""),
        effectiveSampleCount: sampled.effectiveCount, detectable: variation.noiseFloor,
        measures: [Distance.hellinger, .jensenShannon].map { .init(distances[$0]!) },
        detail: bins + sampled.forbiddenRemark))
  }
}
