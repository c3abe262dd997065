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
      return .notApplicable("The order of the samples is not that in which they were drawn.")
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
    let means = [energies[..<half], energies[half...]].map { $0.reduce(0, +) / Double($0.count) }
    let count = Double(energies.count) / (2 * test.integratedTime)
    let variance = Self.variance(energies[..<half], energies[half...])
    let value = (means[0] - means[1]) / 2
    let error = (variance / count).squareRoot()
    let margin = Estimate.normalQuantile * error
    let name = test.change.series == 0 ? "ε" : second.name
    return weighing.examination(
      Evidence(
        statistic: .init("largest contrast", test.statistic), pValue: test.pValue,
        effect: Effect(
          name: "ε, half of first half - second half", value: value,
          interval: value - margin...value + margin, tolerance: weighing.tolerances.energyDensity,
          unit: "J per site"),
        effectiveSampleCount: count, detectable: Estimate.detectableErrors * error,
        detail:
          "ε = \(decimal(means[0], 5)) in the first half of the file, \(decimal(means[1], 5)) in the "
          + "second. What stands out most is \(name) \(Self.phrase(test.change.part)): "
          + "\(decimal(test.change.means.part, 4)), elsewhere \(decimal(test.change.means.rest, 4))."
      ))
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

  /// The variance within two parts.
  private static func variance(_ parts: ArraySlice<Double>...) -> Double {
    let squares = parts.reduce(0) { sum, part in
      let mean = part.reduce(0, +) / Double(part.count)
      return sum + part.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
    return squares / Double(parts.reduce(0) { $0 + $1.count - 1 })
  }

  /// "in samples 0 to 99".
  private static func phrase(_ part: Range<Int>) -> String {
    "in samples \(part.lowerBound) to \(part.upperBound - 1)"
  }
}

extension Check where Self == Stationarity {
  /// Are the samples of one law from the first to the last?
  public static var stationarity: Stationarity { Stationarity() }
}
