import Comparisons
import Judgement
import SpinSystems
import Statistics

/// Are the samples of one law from the first to the last?
///
/// The right means over a file say nothing of its parts: one half too hot and the other too cold, a stretch in which
/// a sampler was stuck, the end of a burn-in. See `StationarityTest`; it looks at H and at |ΣS|, or at the power of
/// the longest waves where ΣS is fixed, which no symmetry of a slow mode changes.
public struct Stationarity: Check {
  public let identifier = "stationarity"
  public let title = "Stationarity along the file"
  public let summary =
    "H and the order parameter keep their levels from the first sample to the last."
  public let explanation = Explanation(
    equation:
      "the largest |ȳ_part - ȳ| / (s (1/m - 1/B)^½) over parts of m of B blocks, among random orders",
    sees:
      "A temperature that drifts, a stretch in which the sampler was stuck, what is left of a burn-in.",
    blindTo:
      "Samples whose order is lost, and changes so large that they look like a chain too short to "
      + "judge.",
    fault: "drifting-temperature",
    references: [
      "P. Heidelberger and P. D. Welch, Oper. Res. 31, 1109 (1983)",
      "A. J. Scott and M. Knott, Biometrics 30, 507 (1974)",
    ])

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    if case .stated = weighing.order {
      return .notApplicable(
        "How many independent draws the samples are worth is stated, or nearly all are one and the same; their "
          + "order is not looked at.")
    }
    let sites = Double(weighing.ensemble.lattice.siteCount)
    let energies = weighing.energies.map { Double($0) / sites }
    let second = Self.orderParameter(of: weighing)
    // The order parameter is of the inspected samples, which may be fewer.
    let columns = second.values.count == energies.count ? [energies, second.values] : [energies]
    var generator = weighing.streams.stream("stationarity", for: weighing.ensemble)
    guard
      let test = StationarityTest(
        columns, isCorrelated: weighing.order == .correlated, using: &generator)
    else {
      return weighing.order == .correlated
        ? .evidence(
          Evidence(
            effectiveSampleCount: weighing.energyLevels.effectiveCount,
            detail:
              "The chain is too short for its correlations to have parts that could be compared."))
        : .notApplicable("Fewer than \(StationarityTest.fewestBlocks) samples have no parts.")
    }
    let half = energies.count / 2
    let halves = [Moments(of: Array(energies[..<half])), Moments(of: Array(energies[half...]))]
    let size = Double(energies.count) / (2 * test.integratedTime)
    // Half the difference, whose error is that of a mean over all.
    let error = ((halves[0].variance + halves[1].variance) / 2 / size).squareRoot()
    let effect =
      test.pValue <= DecisionRule.defaultFalseAlarmRate
      ? Self.effect(of: test, columns, second.name, weighing.tolerances)
      : Self.effect(
        named: "ε, half of first half - second half", (halves[0].mean - halves[1].mean) / 2,
        error: error, tolerance: weighing.tolerances.energyDensity, unit: "J per site")
    let name = test.change.series == 0 ? "ε" : second.name
    return weighing.examination(
      Evidence(
        statistic: .init("largest contrast", test.statistic), pValue: test.pValue,
        // The larger of two p-values, on the safe side.
        hasDiscreteLaw: true, effect: effect,
        effectiveSampleCount: size, detectable: Estimate.detectableErrors * error,
        detail: "ε = \(decimal(halves[0].mean, 5)) in the first half of the file, "
          + "\(decimal(halves[1].mean, 5)) in the second. What stands out most is \(name) in "
          + "samples \(Self.text(test.change.part)): \(decimal(test.change.means.part, 4)), elsewhere "
          + "\(decimal(test.change.means.rest, 4))."))
  }

  /// The change that was found, where one was: the part against the rest, of ε, or of the order parameter in its
  /// standard deviations.
  private static func effect(
    of test: StationarityTest, _ columns: [[Double]], _ orderParameter: String,
    _ tolerances: Tolerances
  ) -> Effect {
    let (change, isEnergy) = (test.change, test.change.series == 0)
    let column = columns[change.series]
    let variance = Moments(of: column).variance
    let scale = isEnergy ? 1 : 1 / variance.squareRoot()
    let (part, rest) = (Double(change.part.count), Double(column.count - change.part.count))
    let name = "samples \(text(change.part)) - elsewhere"
    return effect(
      named: isEnergy ? "ε, \(name)" : "\(orderParameter), \(name), in standard deviations",
      scale * (change.means.part - change.means.rest),
      error: scale * (2 * test.integratedTime * variance * (1 / part + 1 / rest)).squareRoot(),
      tolerance: isEnergy ? tolerances.energyDensity : tolerances.walked,
      unit: isEnergy ? "J per site" : "")
  }

  private static func effect(
    named name: String, _ value: Double, error: Double, tolerance: Double, unit: String
  ) -> Effect {
    let margin = Estimate.normalQuantile * error
    return Effect(
      name: name, value: value, interval: value - margin...value + margin, tolerance: tolerance,
      unit: unit)
  }

  /// |ΣS|/N, or the power of the longest waves where ΣS is fixed.
  private static func orderParameter(of weighing: Weighing) -> (name: String, values: [Double]) {
    let sites = Double(weighing.ensemble.lattice.siteCount)
    if weighing.ensemble.totalSpin == nil {
      return ("|ΣS|/N", weighing.totalSpins.map { abs(Double($0)) / sites })
    }
    return (
      "the power of the longest waves", AxisModes(weighing.inspected).structureFactor(waveNumber: 1)
    )
  }

  /// "0 to 99".
  private static func text(_ part: Range<Int>) -> String {
    "\(part.lowerBound) to \(part.upperBound - 1)"
  }
}

extension Check where Self == Stationarity {
  /// Are the samples of one law from the first to the last?
  public static var stationarity: Stationarity { Stationarity() }
}
